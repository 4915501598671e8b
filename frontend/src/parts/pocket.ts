/** Small settings and states of one page, kept in this browser; where storage is blocked or full, for as long as the page lives. */

const memory = new Map<string, string>();

/** The text under a key, or null. */
export function taken(key: string): string | null {
  try {
    return memory.get(key) ?? localStorage.getItem(key);
  } catch {
    return memory.get(key) ?? null;
  }
}

/** Keep a text under a key; undefined forgets it. */
export function put(key: string, text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
    memory.delete(key);
  } catch {
    if (text === undefined) memory.delete(key);
    else memory.set(key, text);
  }
}
