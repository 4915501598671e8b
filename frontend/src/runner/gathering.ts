/** Gathers what comes from a run and hands it on together: a test case or a print must not cost a rendering each. */

/** Milliseconds from the first thing to the rendering: quick enough for the eye, and the editor stays free to type in. */
const TOGETHER_MS = 32;
/** Characters of output a page shows; the judge stops sooner, unless the code goes around it. */
const LONGEST = 200_000;
/** Characters after which a piece of the output ends with its line; only such pieces wait with their layout until they are in view. */
export const PIECE = 4_000;

export class Gathering<T> {
  private waiting: T[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly handOn: (things: T[]) => void) {}

  add(thing: T): void {
    this.waiting.push(thing);
    this.timer ??= setTimeout(() => this.flush(), TOGETHER_MS);
  }

  /** Hand on now what waits. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const things = this.waiting;
    this.waiting = [];
    if (things.length) this.handOn(things);
  }
}

export interface Chunk {
  stream: "stdout" | "stderr";
  text: string;
}

/** The output with new chunks after it, in pieces of whole lines that the page can lay out one by one. */
export function appended(output: readonly Chunk[], chunks: readonly Chunk[]): Chunk[] {
  const pieces = [...output];
  let room = LONGEST - output.reduce((length, chunk) => length + chunk.text.length, 0);
  for (const { stream, text } of chunks) {
    let rest = text.slice(0, Math.max(0, room));
    room -= rest.length;
    while (rest) {
      const last = pieces.at(-1);
      const open = last?.stream === stream && !(last.text.length > PIECE && last.text.endsWith("\n")) ? last.text : "";
      const joined = open + rest;
      const end = joined.indexOf("\n", PIECE) + 1 || joined.length;
      if (open) pieces.pop();
      pieces.push({ stream, text: joined.slice(0, end) });
      rest = joined.slice(end);
    }
  }
  return pieces;
}
