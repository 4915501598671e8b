/** A problem as its page brings it: the starter code, what must be defined, and the test files. */

export interface TestFile {
  name: string;
  source: string;
}

/** A file beside the solution; the reader changes those that are not given. */
export interface SourceFile extends TestFile {
  purpose: string;
  given: boolean;
}

export type Language = "python" | "sql";

export interface Problem {
  version: number;
  id: string;
  title: string;
  language: Language;
  minutes: number;
  requires: string[];
  test_seconds: number;
  complexity: { time: string; space: string } | null;
  starter: string;
  files: SourceFile[];
  /** Tables of a problem in SQL. */
  schema: string;
  /** Lines to try the solution with. */
  example: string;
  /** Packed as the build wrote it, like the hidden tests: the solution first, then the files beside it. */
  reference: string;
  /** The growth target; `source` is packed. */
  growth: { target: string; n: string; source: string } | null;
  visible: TestFile[];
  /** Packed as the build wrote it; opened only when the hidden tests run. */
  hidden: string;
}

/** What the reader hands in: the solution, and the files beside it, given ones included. */
export interface Submission {
  code: string;
  files: TestFile[];
}

/** Fetch a problem; rejects with a sentence for the reader. */
export async function loadProblem(url: string): Promise<Problem> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The problem's tests could not be loaded (${response.status}). Reload the page.`);
  const data = (await response.json()) as Omit<Problem, "visible" | "hidden"> & { tests: { visible: TestFile[]; hidden: string } };
  return { ...data, visible: data.tests.visible, hidden: data.tests.hidden };
}

/** A problem of the reader's own: code to start from, and tests as pytest takes them or as bare asserts. */
export function ownProblem({ starter, tests }: { starter: string; tests: string }): Problem {
  const bare = !/^\s*(?:def test|class Test|async def test)/m.test(tests);
  const inner = tests.split("\n").map((line) => (line.trim() ? `    ${line}` : line));
  const source = bare ? ["from solution import *", "", "", "def test_card():", ...(tests.trim() ? inner : ["    pass"]), ""].join("\n") : tests;
  return {
    ...{ version: 1, id: "card", title: "Card", language: "python", minutes: 10, requires: [], test_seconds: 5, complexity: null },
    ...{ starter, files: [], schema: "", example: "", reference: "", growth: null, hidden: "" },
    visible: [{ name: "test_card.py", source }],
  };
}

/** Open packed files: base64 of a zlib stream of JSON. */
export async function openPacked(packed: string): Promise<TestFile[]> {
  if (!packed) return [];
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return (await new Response(stream).json()) as TestFile[];
}

/** The reference solution. */
export async function openReference(problem: Problem): Promise<Submission> {
  const [solution, ...files] = await openPacked(problem.reference);
  return { code: solution?.source ?? "", files };
}
