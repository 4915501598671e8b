/** WebM as a browser records it says no length, so that players cannot seek. The length is put in here. Plain logic. */

const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const SCALE = 0x2ad7b1;
const LENGTH = 0x4489;
const SEEK_HEAD = 0x114d9b74;
const CLUSTER = 0x1f43b675;
const NANOSECONDS = 1e9;

interface Element {
  id: number;
  /** Undefined where it is not known, as of what was still being recorded. */
  size: number | undefined;
  /** Where its content begins. */
  at: number;
}

/** The element that begins at a place; undefined where the bytes end before. */
function element(bytes: Uint8Array, at: number): Element | undefined {
  const first = bytes[at];
  if (!first) return undefined;
  const idLength = Math.clz32(first) - 23;
  const sizeAt = at + idLength;
  const marked = bytes[sizeAt];
  if (!marked) return undefined;
  const length = Math.clz32(marked) - 23;
  if (sizeAt + length > bytes.length) return undefined;
  let id = 0;
  for (let index = at; index < sizeAt; index += 1) id = id * 256 + bytes[index]!;
  let size = marked & (0xff >> length);
  let unknown = size === 0xff >> length;
  for (let index = 1; index < length; index += 1) {
    unknown &&= bytes[sizeAt + index] === 0xff;
    size = size * 256 + bytes[sizeAt + index]!;
  }
  return { id, size: unknown ? undefined : size, at: sizeAt + length };
}

/** The elements from one place to another. */
function* elements(bytes: Uint8Array, from: number, to: number): Generator<Element & { from: number }> {
  for (let at = from; at < to; ) {
    const found = element(bytes, at);
    if (!found) return;
    yield { ...found, from: at };
    if (found.size === undefined) return;
    at = found.at + found.size;
  }
}

/** The beginning of a WebM file with its length in seconds; undefined where it has one, or is made in a way not known here. */
export function withLength(head: Uint8Array, seconds: number): Uint8Array<ArrayBuffer> | undefined {
  const segment = [...elements(head, 0, head.length)].find(({ id }) => id === SEGMENT);
  if (!segment || segment.size !== undefined) return undefined;
  for (const info of elements(head, segment.at, head.length)) {
    if (info.id === SEEK_HEAD || info.id === CLUSTER) return undefined; // places told there would be wrong
    if (info.id !== INFO || info.size === undefined) continue;
    const end = info.at + info.size;
    if (end > head.length) return undefined;
    let scale = 1e6;
    for (const { id, at, size = 0 } of elements(head, info.at, end)) {
      if (id === LENGTH) return undefined;
      if (id === SCALE) scale = head.subarray(at, at + size).reduce((sum, byte) => sum * 256 + byte, 0);
    }
    const added = new DataView(new ArrayBuffer(11));
    added.setUint16(0, LENGTH);
    added.setUint8(2, 0x88);
    added.setFloat64(3, (seconds * NANOSECONDS) / scale);
    const start = new DataView(new ArrayBuffer(12));
    start.setUint32(0, INFO);
    start.setUint32(4, 0x01000000);
    start.setUint32(8, info.size + added.byteLength);
    const parts = [head.subarray(0, info.from), new Uint8Array(start.buffer), head.subarray(info.at, end), new Uint8Array(added.buffer), head.subarray(end)];
    const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
  return undefined;
}
