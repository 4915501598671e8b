/** A problem's link that carries code: compressed into the address's fragment, which no server sees. */

import type { Submission } from "../judging/problem";

const KEY = "code";
/** Characters of an address that programs pass on safely. */
export const LONGEST = 8_000;
/** Characters that a link may unpack to: far more than an answer, and little enough for any phone. */
const UNPACKED = 200_000;

async function bytesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function piped(bytes: Uint8Array<ArrayBuffer>, through: CompressionStream | DecompressionStream): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([bytes]).stream().pipeThrough(through) as ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** The address of this page with the code in it; rejects with a sentence when it would be too long to pass on. */
export async function linkWith(address: string, handed: Submission): Promise<string> {
  const text = JSON.stringify({ v: 1, code: handed.code, files: handed.files });
  const packed = await bytesOf(piped(new TextEncoder().encode(text), new CompressionStream("deflate-raw")));
  const letters = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  const link = `${address.split("#")[0]}#${KEY}=${letters.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")}`;
  if (link.length > LONGEST) throw new Error(`The link would have ${link.length.toLocaleString("en")} characters, and many programs cut off links over ${LONGEST.toLocaleString("en")}. Download the file instead.`);
  return link;
}

/** The code that an address carries, undefined when it carries none; rejects with a sentence when it cannot be read. */
export async function codeIn(address: string): Promise<Submission | undefined> {
  const fragment = address.split("#")[1] ?? "";
  if (!fragment.startsWith(`${KEY}=`)) return undefined;
  try {
    const letters = atob(fragment.slice(KEY.length + 1).replace(/-/g, "+").replace(/_/g, "/"));
    const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const reader = piped(packed, new DecompressionStream("deflate-raw")).getReader();
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.length;
      if (size > UNPACKED) {
        await reader.cancel();
        throw new Error("too long");
      }
      parts.push(next.value);
    }
    const data = JSON.parse(await new Blob(parts).text()) as { v?: unknown; code?: unknown; files?: unknown };
    if (data.v !== 1 || typeof data.code !== "string") throw new Error("not code");
    const files = Array.isArray(data.files) ? data.files : [];
    const isFile = (each: unknown): each is { name: string; source: string } =>
      typeof each === "object" && each !== null && typeof (each as { name?: unknown }).name === "string" && typeof (each as { source?: unknown }).source === "string";
    return { code: data.code, files: files.filter(isFile).map(({ name, source }) => ({ name, source })) };
  } catch {
    throw new Error("The code in this link cannot be read. It may have been cut off on the way; ask for it again.");
  }
}
