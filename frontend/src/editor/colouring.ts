/** Python source as coloured pieces, for code that is read and not edited. */

import { pythonLanguage } from "@codemirror/lang-python";
import { highlightCode, tagHighlighter, tags } from "@lezer/highlight";

/** A stretch of a line; its colour is that of the class, or the text's own. */
export interface Piece {
  text: string;
  tone: string;
}

const TONES = tagHighlighter([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], class: "keyword" },
  { tag: [tags.string, tags.special(tags.string)], class: "string" },
  { tag: [tags.number, tags.bool, tags.null], class: "number" },
  { tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName)), tags.className], class: "function" },
  { tag: tags.comment, class: "comment" },
  { tag: [tags.operator, tags.punctuation], class: "operator" },
]);

/** The lines of a source, each as its pieces. */
export function coloured(source: string): Piece[][] {
  const text = source.replace(/\n$/, "");
  const lines: Piece[][] = [[]];
  const put = (piece: string, tone: string): void => void lines.at(-1)!.push({ text: piece, tone });
  highlightCode(text, pythonLanguage.parser.parse(text), TONES, put, () => lines.push([]));
  return lines;
}
