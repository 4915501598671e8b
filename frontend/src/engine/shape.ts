/**
 * Data from a runner, brought into the shape the page expects. The reader's code shares the interpreter with the judge and
 * can send whatever it likes; what does not fit is left out, so that no code of the page has to expect it.
 */

const kind = (value: unknown): string => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);

/** A copy of `template` with each field of `value` that is of the same kind; a field that is null may become a number or text. */
export function shaped<T extends object>(template: T, value: unknown): T {
  const made = { ...template } as Record<string, unknown>;
  if (kind(value) !== "object") return template;
  for (const [name, wanted] of Object.entries(template)) {
    if (!Object.hasOwn(value as object, name)) continue;
    const found = (value as Record<string, unknown>)[name];
    const fits = kind(found) === kind(wanted) || (wanted === null && ["number", "string", "boolean"].includes(kind(found)));
    if (fits || (found === null && wanted === null)) made[name] = found;
  }
  return made as T;
}
