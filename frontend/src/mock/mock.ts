/** A mock interview as the build describes it (`macros/mocks/`), and the list of all of them. */

import { fetchData } from "../parts/fetching";
import type { RoundKind } from "../parts/round-kinds";

export type MockType = "walkthrough" | "question" | "script" | "problem";

export const TYPE_TITLES: Record<MockType, string> = { walkthrough: "Walkthrough", question: "Question", script: "Script", problem: "Problem" };
export const IMPACTS = ["critical", "high", "medium", "bonus"] as const;

/** A row of the list of all mocks. */
export interface MockRow {
  id: string;
  type: MockType;
  title: string;
  kind: RoundKind;
  impact: string;
  minutes: number;
  topics: string[];
  /** Address of its page, relative to the site's root. */
  url: string;
}

export interface MockPhase {
  id: string;
  title: string;
  seconds: number;
  purpose: string;
  /** Part of CLEAR that it belongs to, or empty. */
  clear: string;
}

/** Something the interviewer says: as HTML of ours, and as text to be read aloud. */
export interface Spoken {
  id: string;
  phase: string;
  html: string;
  plain: string;
}

/** A clarifying question and the interviewer's answer to it. */
export interface Ask {
  id: string;
  question: string;
  html: string;
  plain: string;
}

export interface Mock {
  version: number;
  id: string;
  type: MockType;
  title: string;
  kind: RoundKind;
  impact: string;
  url: string;
  minutes: number;
  summary: string;
  plan: { id: string; title: string; phases: MockPhase[] };
  lines: Spoken[];
  asks: Ask[];
  hints: Spoken[];
  redirects: Spoken[];
  curveballs: Spoken[];
  follow_ups: Spoken[];
  tool: "board" | "code" | "";
  problem: { id: string; src: string; solution: string; language: string } | null;
  /** Target of a spoken answer in seconds, where it has one. */
  seconds: number | null;
}

/** The build writes this where the way to the site's root belongs. */
const ROOT = "{root}";
const VERSION = 1;

const OFFLINE = "Without a network, only mocks you have opened before can be sat.";

/** The list of all mocks; rejects with a sentence for the reader. */
export async function fetchMocks(root: URL): Promise<MockRow[]> {
  return (await fetchData<{ version: number; mocks: MockRow[] }>(new URL("assets/mocks/index.json", root), "The list of mock interviews", VERSION, OFFLINE)).mocks;
}

/** One mock by its id, such as `question/two-sum`; rejects with a sentence for the reader. */
export async function fetchMock(root: URL, id: string): Promise<Mock> {
  const mock = await fetchData<Mock>(new URL(`assets/mocks/${id}.json`, root), "This mock interview", VERSION, OFFLINE);
  const placed = <T extends { html: string }>(each: T): T => ({ ...each, html: each.html.replaceAll(ROOT, root.href) });
  return {
    ...mock,
    lines: mock.lines.map(placed),
    asks: mock.asks.map(placed),
    hints: mock.hints.map(placed),
    redirects: mock.redirects.map(placed),
    curveballs: mock.curveballs.map(placed),
    follow_ups: mock.follow_ups.map(placed),
  };
}
