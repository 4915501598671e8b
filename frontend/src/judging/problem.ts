/** A problem as its page brings it: the starter code, what must be defined, and the test files. */

export interface TestFile {
  name: string;
  source: string;
}

export interface Problem {
  id: string;
  title: string;
  requires: string[];
  test_seconds: number;
  starter: string;
  visible: TestFile[];
  /** Packed as the build wrote it; opened only when the hidden tests run. */
  hidden: string;
}

/** Fetch a problem; rejects with a sentence for the reader. */
export async function loadProblem(url: string): Promise<Problem> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The problem's tests could not be loaded (${response.status}). Reload the page.`);
  const data = (await response.json()) as Omit<Problem, "visible" | "hidden"> & { tests: { visible: TestFile[]; hidden: string } };
  return { ...data, visible: data.tests.visible, hidden: data.tests.hidden };
}

/** Open the hidden test files: base64 of a zlib stream of JSON. */
export async function openHidden(packed: string): Promise<TestFile[]> {
  if (!packed) return [];
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return (await new Response(stream).json()) as TestFile[];
}
