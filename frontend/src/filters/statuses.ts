/** Which problems the reader has tried and solved, from the log. */

import { openStore } from "../store/indexed-store";

export type Status = "new" | "tried" | "solved";

export const STATUS_TITLES: Record<Status, string> = { new: "New", tried: "Tried", solved: "Solved" };

/** Problem -> how far the reader came; problems never tried are left out. Rejects with StoreError. */
export async function problemStatuses(): Promise<Map<string, Status>> {
  const store = await openStore();
  const found = new Map<string, Status>();
  for (const { payload } of await store.events("attempt")) {
    const problem = String(payload["problem"]);
    if (payload["verdict"] === "accepted" || found.get(problem) === "solved") found.set(problem, "solved");
    else found.set(problem, "tried");
  }
  return found;
}
