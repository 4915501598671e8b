/** Counts and reasons in words. Plain logic, without the page. */

import { EngineError } from "../engine/protocol";

/** What went wrong, for the reader. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof EngineError)) return error instanceof Error ? error.message : String(error);
  if (error.code === "bad-params") return error.message.replace(/^anki\.\w+: /, "");
  if (error.code === "died") return "The file was too much for this device: Python stopped. Export single decks without media.";
  return `Python could not be started. Check the connection, then try again. (${error.message})`;
}

/** A deck's name as part of a file's name. */
export function slug(name: string): string {
  const words = name.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join("-").slice(0, 60) || "cards";
}
