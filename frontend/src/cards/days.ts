/** The reader's days: they begin at four in the morning, so a late evening is one day. */

const DAY_BEGINS_AT = 4;
export const DAY = 86_400_000;

/** The day that holds a moment; milliseconds since 1970. */
export function dayOf(now: number): { start: number; end: number } {
  const start = new Date(now);
  start.setHours(DAY_BEGINS_AT, 0, 0, 0);
  if (start.getTime() > now) start.setDate(start.getDate() - 1);
  const end = new Date(start);
  end.setDate(end.getDate() + 1);
  return { start: start.getTime(), end: end.getTime() };
}

/** Start of a day given as `2026-03-09`, or undefined where it is no date. */
export function startOf(date: string): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [year, month, day] = parts as [number, number, number];
  const start = new Date(year, month - 1, day, DAY_BEGINS_AT);
  return start.getMonth() === month - 1 && start.getDate() === day ? start.getTime() : undefined;
}
