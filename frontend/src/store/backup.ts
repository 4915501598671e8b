/** The backup file: how it is written, and how one that comes from anywhere is checked whole before any of it is used. */

import { isLogEvent } from "./log-event";
import { canonical, order } from "./merge";
import type { KeptDraft, KeptState, LogEvent } from "./store";

export const FORMAT = "greenroom-backup";
export const VERSION = 1;
/** Longest file that is read, in bytes. */
export const LARGEST = 64 * 1024 * 1024;
/** Last moment a date can show, in milliseconds since 1970. */
const LAST_TIME = 8.64e15;
const LONGEST_NAME = 300;
/** Deepest nesting: far more than any tool writes, far less than would exhaust the stack. */
const DEEPEST = 60;

/** A choice kept outside the database: light or dark, mute, a running timer. */
export interface Setting {
  key: string;
  text: string;
}

export interface Backup extends KeptState {
  settings: Setting[];
}

/** Why a file is not taken: what was found, and what the reader can do. */
export class BackupError extends Error {
  constructor(found: string, mend = "Choose another backup, or make it again on the device it came from.") {
    super(`${found} Nothing was changed. ${mend}`);
    this.name = "BackupError";
  }
}

/** The file's text: the same data gives the same text. */
export function writeBackup(backup: Backup): string {
  const byKey = (a: { key: string }, b: { key: string }): number => order(a.key, b.key);
  const events = [...backup.events].sort((a, b) => order(a.time, b.time) || order(a.id, b.id));
  // One entry a line, so that two backups can be compared with a common tool.
  const list = (items: unknown[]): string => (items.length ? `[\n${items.map(canonical).join(",\n")}\n]` : "[]");
  return `{"format":"${FORMAT}","version":${VERSION},
"events":${list(events)},
"drafts":${list([...backup.drafts].sort(byKey))},
"settings":${list([...backup.settings].sort(byKey))}}
`;
}

/** Check the bytes of a file and give what it holds, each event and key once. Throws BackupError for anything else. */
export function readBackup(bytes: Uint8Array): Backup {
  if (bytes.length === 0) throw new BackupError("The file is empty.");
  if (bytes.length > LARGEST) throw tooLarge(bytes.length);
  let data: unknown;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new BackupError("The file is not text.", "Choose a file whose name begins with greenroom- and ends with .json.");
  }
  try {
    data = JSON.parse(text);
  } catch {
    throw new BackupError("The file is not whole JSON: it is cut off, or another kind of file.");
  }
  if (!isRecord(data) || data["format"] !== FORMAT) {
    throw new BackupError("The file is not a Greenroom backup.", "Choose a file whose name begins with greenroom- and ends with .json.");
  }
  if (!Number.isInteger(data["version"]) || (data["version"] as number) < 1) {
    throw new BackupError("The backup does not say its version.");
  }
  if (data["version"] !== VERSION) {
    throw new BackupError(
      `The backup has version ${String(data["version"])}; this page reads version ${VERSION}.`,
      "Reload this page to get the newest one, then try again.",
    );
  }
  checkNesting(data);
  onlyFields(data, ["format", "version", "events", "drafts", "settings"], "The backup");
  return {
    events: entries(data, "events").map(readEvent).filter(unique("event", "id")),
    drafts: entries(data, "drafts").map(readDraft).filter(unique("draft", "key")),
    settings: entries(data, "settings").map(readSetting).filter(unique("setting", "key")),
  };
}

/** The error for a file of too many bytes, so that it need not be read first. */
export function tooLarge(bytes: number): BackupError {
  return new BackupError(`The file has ${Math.ceil(bytes / 1048576)} MB; a backup of more than ${LARGEST / 1048576} MB is not read.`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Refuse what is nested too deep and the key that could reach an object's prototype. Walks without recursion. */
function checkNesting(data: unknown): void {
  let level: unknown[] = [data];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) throw new BackupError(`The backup is nested deeper than ${DEEPEST} levels.`);
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== "object" || value === null) continue;
      if (!Array.isArray(value) && Object.hasOwn(value, "__proto__")) {
        throw new BackupError("The backup holds the key __proto__, which Greenroom never writes.");
      }
      for (const each of Object.values(value)) next.push(each);
    }
    level = next;
  }
}

function onlyFields(item: Record<string, unknown>, fields: string[], place: string): void {
  const foreign = Object.keys(item).find((key) => !fields.includes(key));
  if (foreign !== undefined) throw new BackupError(`${place} has a field that is not known: ${foreign.slice(0, 40)}.`);
}

function entries(data: Record<string, unknown>, name: string): unknown[] {
  const list = data[name];
  if (!Array.isArray(list)) throw new BackupError(`The backup has no list of ${name}.`);
  return list;
}

const isName = (value: unknown): value is string => typeof value === "string" && value !== "" && value.length <= LONGEST_NAME;
const isTime = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= LAST_TIME;

function readEvent(item: unknown, index: number): LogEvent {
  const place = `Event ${index + 1}`;
  if (!isRecord(item)) throw new BackupError(`${place} is not an event.`);
  onlyFields(item, ["id", "time", "kind", "version", "payload"], place);
  if (!isName(item["id"])) throw new BackupError(`${place} has no id that can be read.`);
  if (!isTime(item["time"])) throw new BackupError(`${place} has no time that a clock could show.`);
  if (!isName(item["kind"])) throw new BackupError(`${place} does not say what happened.`);
  if (!Number.isSafeInteger(item["version"]) || (item["version"] as number) < 1) throw new BackupError(`${place} has no version that can be read.`);
  if (!isLogEvent(item)) throw new BackupError(`${place} holds something that cannot be kept.`);
  return item;
}

function readDraft(item: unknown, index: number): KeptDraft {
  const place = `Draft ${index + 1}`;
  if (!isRecord(item)) throw new BackupError(`${place} is not a draft.`);
  onlyFields(item, ["key", "text", "time"], place);
  const { key, text, time } = item;
  if (!isName(key)) throw new BackupError(`${place} does not say what it belongs to.`);
  if (typeof text !== "string") throw new BackupError(`${place} has no text.`);
  if (!isTime(time)) throw new BackupError(`${place} has no time that a clock could show.`);
  return { key, text, time };
}

function readSetting(item: unknown, index: number): Setting {
  const place = `Setting ${index + 1}`;
  if (!isRecord(item)) throw new BackupError(`${place} is not a setting.`);
  onlyFields(item, ["key", "text"], place);
  const { key, text } = item;
  if (!isName(key)) throw new BackupError(`${place} has no name.`);
  if (typeof text !== "string") throw new BackupError(`${place} has no text.`);
  return { key, text };
}

/** Keeps the first of equal entries; refuses entries of one name that differ, because one of them is wrong. */
function unique<K extends string>(noun: string, field: K): (item: Record<K, string> & object) => boolean {
  const seen = new Map<string, string>();
  return (item) => {
    const name = item[field];
    const text = canonical(item);
    const before = seen.get(name);
    if (before !== undefined && before !== text) {
      throw new BackupError(`Two entries say different things of one ${noun}: ${name.slice(0, 60)}.`);
    }
    seen.set(name, text);
    return before === undefined;
  };
}
