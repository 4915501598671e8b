/**
 * How a snapshot lies in its file. Pyodide's own is a head and the whole heap, of which about half is empty; here only the
 * parts in use follow the head, so that there is half as much to keep and to read, and no second copy of the heap in memory.
 *
 * 32-bit numbers: length of the head, bytes of the heap, number of parts; then for each part its place and length in the
 * heap; then the head; then the parts.
 */

/** Granularity of the parts. */
const GRAIN = 4096;

/** The heap of an interpreter, which can only grow. */
export interface Heap {
  HEAP8: Int8Array;
  growMemory(bytes: number): unknown;
}

/** Bytes of Pyodide's head, by its own account: the second of its 32-bit numbers. */
function headLength(snapshot: Uint8Array): number {
  return new DataView(snapshot.buffer, snapshot.byteOffset).getUint32(4, true);
}

/** Places and lengths of the parts of a heap that are not empty. */
function partsInUse(heap: Uint8Array): number[] {
  const words = new Uint32Array(heap.buffer, heap.byteOffset, heap.length >> 2);
  const step = GRAIN >> 2;
  const parts: number[] = [];
  for (let start = 0; start < words.length; start += step) {
    const end = Math.min(start + step, words.length);
    let at = start;
    while (at < end && words[at] === 0) at++;
    if (at === end) continue;
    const last = parts.length - 2;
    if (last >= 0 && parts[last]! + parts[last + 1]! === start * 4) parts[last + 1]! += (end - start) * 4;
    else parts.push(start * 4, (end - start) * 4);
  }
  return parts;
}

/** Pyodide's snapshot without what is empty. */
export function packed(snapshot: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const head = snapshot.subarray(0, headLength(snapshot));
  const heap = snapshot.subarray(head.length);
  const parts = partsInUse(heap);
  const table = new Uint32Array([head.length, heap.length, parts.length / 2, ...parts]);
  const size = parts.reduce((sum, value, index) => (index % 2 ? sum + value : sum), table.byteLength + head.length);
  const file = new Uint8Array(size);
  file.set(new Uint8Array(table.buffer));
  file.set(head, table.byteLength);
  let offset = table.byteLength + head.length;
  for (let index = 0; index < parts.length; index += 2) {
    const part = heap.subarray(parts[index]!, parts[index]! + parts[index + 1]!);
    file.set(part, offset);
    offset += part.length;
  }
  return file;
}

/** The head of a packed snapshot: for Pyodide a snapshot whose heap is there already. */
export function headOf(file: ArrayBuffer): Uint8Array<ArrayBuffer> {
  const [length = 0, , count = 0] = new Uint32Array(file, 0, 3);
  const start = 12 + count * 8;
  return new Uint8Array(file.slice(start, start + length));
}

/** Make a heap what it was when the snapshot was taken. */
export function restore(file: ArrayBuffer, module: Heap): void {
  const [head = 0, size = 0, count = 0] = new Uint32Array(file, 0, 3);
  if (module.HEAP8.length < size) module.growMemory(size);
  const heap = new Uint8Array(module.HEAP8.buffer);
  const parts = new Uint32Array(file, 12, count * 2);
  let offset = 12 + count * 8 + head;
  let done = 0;
  for (let index = 0; index < parts.length; index += 2) {
    const start = parts[index]!;
    const length = parts[index + 1]!;
    heap.fill(0, done, start);
    heap.set(new Uint8Array(file, offset, length), start);
    done = start + length;
    offset += length;
  }
  heap.fill(0, done);
}
