/** What the build knows of a mock and of its rubric, as far as a debrief shows it. Its HTML is the site's own. */

import { fetchData } from "../parts/fetching";

export interface Spoken {
  id: string;
  phase: string;
  html: string;
  plain: string;
  /** Where a good answer goes, as HTML; empty where there is none. */
  direction: string;
}

export interface Mock {
  id: string;
  type: string;
  url: string;
  lines: Spoken[];
  asks: Spoken[];
  hints: Spoken[];
  redirects: Spoken[];
  curveballs: Spoken[];
  follow_ups: Spoken[];
  model: { phase: string; title: string; html: string }[];
  notes: { phase: string; html: string }[];
  checks: { id: string; clear: string; check: string }[];
  rubric: string;
  tool: string;
  problem: { id: string; solution: string } | null;
}

export interface Criterion {
  id: string;
  title: string;
  question: string;
  levels: string[];
  practise: { title: string; url: string };
}

export interface Rubric {
  id: string;
  title: string;
  criteria: Criterion[];
}

/** The build writes this where the way to the site's root belongs. */
const ROOT = "{root}";
const VERSION = 1;
const OFFLINE = "There is no connection, and it is not kept on this device. Connect, then try again.";

/** Put the way to the root into all texts of a file. */
function placed<T>(value: T, root: string): T {
  if (typeof value === "string") return value.replaceAll(ROOT, root) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => placed(each, root)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, placed(each as unknown, root)])) as T;
}

/** A mock by its id, such as `question/cross-team-decision`. Rejects with a sentence for the reader. */
export async function fetchMock(root: URL, id: string): Promise<Mock> {
  // The id comes from the log, which may come from a file: only a name of two parts becomes an address.
  if (!/^[\w-]+\/[\w.-]+$/.test(id)) throw new Error(`There is no mock “${id}” on this site.`);
  return placed(await fetchData<Mock & { version: number }>(new URL(`assets/mocks/${id}.json`, root), "The model answer", VERSION, OFFLINE), root.href);
}

/** All rubrics by kind. Rejects with a sentence for the reader. */
export async function fetchRubrics(root: URL): Promise<Record<string, Rubric>> {
  return (await fetchData<{ version: number; rubrics: Record<string, Rubric> }>(new URL("assets/mocks/rubrics.json", root), "The rubric", VERSION, OFFLINE)).rubrics;
}

/** What the interviewer can say in a mock, by kind of what is said. */
export function spoken(mock: Mock, what: string): Spoken[] {
  const pools: Record<string, Spoken[]> = {
    ...{ line: mock.lines, ask: mock.asks, hint: mock.hints, redirect: mock.redirects, curveball: mock.curveballs },
    "follow-up": mock.follow_ups,
  };
  return pools[what] ?? [];
}
