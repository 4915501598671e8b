/** Breaks a text into lines without a page, so that the board and the saved file show the same. */

export const TEXT_SIZE = 15;
export const LABEL_SIZE = 13;
/** Height of a line, as a multiple of the size. */
export const LEADING = 1.3;

// Widths of the usual sans-serif faces as parts of the size, on the wide side: a line too short is better than one too long.
const NARROW = /[iIjl.,:;'|!()[\]{} ]/;
const SLIM = /[frt"\-/\\*]/;
const WIDE = /[mwMW@%—…]/;
const CAPITAL = /[A-Z&#+=<>~→←↔]/;
const FULL = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\uffef\u{1f000}-\u{1ffff}]/u;

function widthOf(letter: string): number {
  if (NARROW.test(letter)) return 0.32;
  if (SLIM.test(letter)) return 0.42;
  if (WIDE.test(letter)) return 0.95;
  if (CAPITAL.test(letter)) return 0.73;
  return FULL.test(letter) ? 1.05 : 0.61;
}

const measured = new Map<string, number>();

/** About how wide a text is, in board units. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text) {
    let each = measured.get(letter);
    if (each === undefined) measured.set(letter, (each = widthOf(letter)));
    width += each;
  }
  return width * size;
}

/** Pieces of a word without hyphens, each no wider than a line. */
function pieces(word: string, widest: number, size: number): string[] {
  if (textWidth(word, size) <= widest) return [word];
  const found: string[] = [];
  let piece = "";
  for (const letter of word) {
    if (piece !== "" && textWidth(piece + letter, size) > widest) {
      found.push(piece);
      piece = "";
    }
    piece += letter;
  }
  return [...found, piece];
}

/** The lines of a text, none wider than `widest` board units unless a single letter is. No line for no text. */
export function wrapped(text: string, widest: number, size: number): string[] {
  if (text.trim() === "") return [];
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(/\s+/).filter(Boolean)) {
      // A long name is broken after a hyphen or a slash, and elsewhere only where that is not enough.
      const parts = word.split(/(?<=[-/_])/).flatMap((part) => pieces(part, widest, size));
      parts.forEach((part, n) => {
        const joined = `${line}${line !== "" && n === 0 ? " " : ""}${part}`;
        if (textWidth(joined, size) > widest && line !== "") lines.push(line);
        line = textWidth(joined, size) > widest ? part : joined;
      });
    }
    return [...lines, line];
  });
}
