/** The kinds of round, as `greenroom/models/parts.py` has them. */

export type RoundKind = "coding" | "system-design" | "ml-system-design" | "behavioural" | "ai-assisted" | "depth";

export const ROUND_TITLES: Record<RoundKind, string> = {
  coding: "Coding",
  "system-design": "System design",
  "ml-system-design": "ML system design",
  behavioural: "Behavioural",
  "ai-assisted": "AI-assisted",
  depth: "Technical depth",
};

/** The title of a kind that came from a log; one that is not known stands for itself. */
export const roundTitle = (kind: string): string => (Object.hasOwn(ROUND_TITLES, kind) ? ROUND_TITLES[kind as RoundKind] : kind);
