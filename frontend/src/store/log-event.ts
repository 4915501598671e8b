/** What may stand in the log: plain data only, so that it can be exported, merged and read by the engine. */

import type { LogEvent } from "./store";

/** Whether a value is JSON: what it says survives a backup and a message unchanged. */
export function isPlain(value: unknown): boolean {
  if (value === null || typeof value === "boolean" || typeof value === "string") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isPlain);
  if (typeof value !== "object") return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isPlain);
}

/** Whether a value that came from another tab or from disk is an event. */
export function isLogEvent(value: unknown): value is LogEvent {
  if (typeof value !== "object" || value === null) return false;
  const { id, time, kind, version, payload } = value as Partial<LogEvent>;
  return (
    typeof id === "string" &&
    id !== "" &&
    typeof time === "number" &&
    Number.isFinite(time) &&
    typeof kind === "string" &&
    kind !== "" &&
    Number.isInteger(version) &&
    typeof payload === "object" &&
    payload !== null &&
    !Array.isArray(payload) &&
    isPlain(payload)
  );
}

/** A random UUID, also where the page is served without encryption and the browser's own maker is missing. */
export function randomId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
