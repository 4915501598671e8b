/** Lines of one text against another: what was taken out, what came in, and the lines around it. */

import { html, type TemplateResult } from "lit";

export interface DiffLine {
  mark: " " | "-" | "+";
  text: string;
}

/** The shortest edit from one text to another, line by line; longest common subsequence, after equal ends are cut off. */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = before.replace(/\n$/, "").split("\n");
  const b = after.replace(/\n$/, "").split("\n");
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  // lengths[i][j]: the longest common subsequence of left from i and right from j
  const lengths = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      lengths[i]![j] = left[i] === right[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const lines: DiffLine[] = a.slice(0, head).map((text) => ({ mark: " ", text }));
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      lines.push({ mark: " ", text: left[i]! });
      i += 1;
      j += 1;
    } else if (i < left.length && (j === right.length || lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) {
      lines.push({ mark: "-", text: left[i]! });
      i += 1;
    } else {
      lines.push({ mark: "+", text: right[j]! });
      j += 1;
    }
  }
  return [...lines, ...a.slice(a.length - tail).map((text) => ({ mark: " " as const, text }))];
}

const AROUND = 2;

/** A difference to look at: changed lines with two around them; null stands for lines left out. */
export function shortened(lines: readonly DiffLine[]): (DiffLine | null)[] {
  const near = lines.map((_, index) => lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some((line) => line.mark !== " "));
  const found: (DiffLine | null)[] = [];
  lines.forEach((line, index) => {
    if (near[index]) found.push(line);
    else if (found.length === 0 || found.at(-1) !== null) found.push(null);
  });
  return found;
}

const TONES = { " ": "", "-": "minus", "+": "plus" } as const;

/** The difference of two texts as a block, or a sentence where there is none. */
export function lineDiff(before: string, after: string): TemplateResult {
  const lines = diffLines(before, after);
  if (lines.every((line) => line.mark === " ")) return html`<p class="gr-message">The same code.</p>`;
  return html`<pre class="gr-diff" tabindex="0" aria-label="Difference, lines out with minus, lines in with plus">${shortened(lines).map((line) =>
    line ? html`<span class=${TONES[line.mark]}>${line.mark} ${line.text}\n</span>` : html`<span>  …\n</span>`,
  )}</pre>`;
}
