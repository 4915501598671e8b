/** Which problems the reader has tried and solved, and which reviews are done, from the log. */

import { openStore } from "../store/indexed-store";

export type Status = "new" | "tried" | "solved" | "done";

/** What a list of one kind is asked for, and how its entries' statuses are called. */
export interface Statuses {
  title: string;
  titles: Partial<Record<Status, string>>;
  /** Entry -> how far the reader came; entries never tried are left out. Rejects with StoreError. */
  read(): Promise<Map<string, Status>>;
}

async function problemStatuses(): Promise<Map<string, Status>> {
  const store = await openStore();
  const found = new Map<string, Status>();
  for (const { payload } of await store.events("attempt")) {
    const problem = String(payload["problem"]);
    if (payload["verdict"] === "accepted" || found.get(problem) === "solved") found.set(problem, "solved");
    else found.set(problem, "tried");
  }
  return found;
}

/** A review counts once its comparison was seen; what is under way is a draft, and not in the log. */
async function reviewStatuses(): Promise<Map<string, Status>> {
  const store = await openStore();
  const finished = await store.events("review-attempt");
  return new Map(finished.map(({ payload }) => [String(payload["review"]), "done"]));
}

/** Kind of entry, as the list's items name it in `data-KIND` -> its statuses. */
export const STATUSES: Record<"problem" | "review", Statuses> = {
  problem: { title: "Solved?", titles: { new: "New", tried: "Tried", solved: "Solved" }, read: problemStatuses },
  review: { title: "Done?", titles: { new: "New", done: "Done" }, read: reviewStatuses },
};
