/** Blanks in a text, as Anki writes them: `{{c1::hidden}}`, `{{c2::hidden::hint}}`, also one within another. */

export interface Blank {
  number: number;
  /** Texts and blanks inside. */
  parts: Part[];
  hint: string;
}

export type Part = string | Blank;

const OPENING = /\{\{c(\d{1,3})::/y;

/** The parts of a text. What is not closed is text. */
export function clozeParts(text: string): Part[] {
  return read(text, 0, false).parts;
}

function read(text: string, start: number, inside: boolean): { parts: Part[]; end: number; closed: boolean; hint: string } {
  const parts: Part[] = [];
  let hint = "";
  let plain = "";
  let place = start;
  const settle = (): void => {
    if (plain) parts.push(plain);
    plain = "";
  };
  while (place < text.length) {
    OPENING.lastIndex = place;
    const opening = OPENING.exec(text);
    if (opening && Number(opening[1]) > 0) {
      const blank = read(text, OPENING.lastIndex, true);
      if (blank.closed) {
        settle();
        parts.push({ number: Number(opening[1]), parts: blank.parts, hint: blank.hint });
        place = blank.end;
        continue;
      }
    }
    if (inside && text.startsWith("}}", place)) {
      const cut = plain.indexOf("::");
      if (cut >= 0) {
        hint = plain.slice(cut + 2);
        plain = plain.slice(0, cut);
      }
      settle();
      return { parts, end: place + 2, closed: true, hint };
    }
    plain += text[place]!;
    place += 1;
  }
  settle();
  return { parts, end: place, closed: false, hint };
}

/** The numbers of the blanks, each once, the lowest first. */
export function clozeNumbers(text: string): number[] {
  const found = new Set<number>();
  const look = (parts: Part[]): void => {
    for (const part of parts) {
      if (typeof part === "string") continue;
      found.add(part.number);
      look(part.parts);
    }
  };
  look(clozeParts(text));
  return [...found].sort((a, b) => a - b);
}

/** The text with blank `number` marked by `mark(text, hint)` and the others as plain text. */
export function fillCloze(text: string, number: number, mark: (text: string, hint: string) => string): string {
  const fill = (parts: Part[]): string =>
    parts
      .map((part) => {
        if (typeof part === "string") return part;
        const inner = fill(part.parts);
        return part.number === number ? mark(inner, part.hint) : inner;
      })
      .join("");
  return fill(clozeParts(text));
}
