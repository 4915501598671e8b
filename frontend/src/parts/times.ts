/** Times and counts in words. */

/** `1 note`, `3 notes`, `1,200 notes`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

/** `12:05`, or `1:02:05` from an hour on; of milliseconds. A countdown rounds up, so that it shows 0:00 only when it is over. */
export function clockText(ms: number, rounding: "up" | "down" = "up"): string {
  const whole = rounding === "up" ? Math.ceil(ms / 1000) : Math.floor(ms / 1000);
  const seconds = String(whole % 60).padStart(2, "0");
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

/** A length in words, for a screen reader and for sentences: `8 minutes`, `1 minute 30 seconds`; of milliseconds. */
export function lengthText(ms: number): string {
  const whole = Math.round(ms / 1000);
  const parts = whole >= 60 ? [counted(Math.floor(whole / 60), "minute")] : [];
  if (whole % 60 > 0 || whole < 60) parts.push(counted(whole % 60, "second"));
  return parts.join(" ");
}
