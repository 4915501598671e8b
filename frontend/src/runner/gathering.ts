/** Gathers what comes from a run and hands it on together: a test case or a print must not cost a rendering each. */

/** Milliseconds from the first thing to the rendering: quick enough for the eye, and the editor stays free to type in. */
const TOGETHER_MS = 32;
/** Characters of output a page shows; the judge stops sooner, unless the code goes around it. */
const LONGEST = 200_000;

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

/** The output with new chunks after it; those of one stream that follow each other become one. */
export function appended(output: readonly Chunk[], chunks: readonly Chunk[]): Chunk[] {
  let room = LONGEST - output.reduce((length, chunk) => length + chunk.text.length, 0);
  const joined: Chunk[] = [];
  for (const { stream, text } of chunks) {
    const part = text.slice(0, Math.max(0, room));
    room -= part.length;
    const last = joined.at(-1);
    if (last?.stream === stream) last.text += part;
    else if (part) joined.push({ stream, text: part });
  }
  return [...output, ...joined];
}
