/** What was taken from a page to become a card. It lives in this tab until the notebook takes it. */

const KEY = "greenroom:clip";

export interface Clip {
  front: string;
  back: string;
  format: "markdown" | "html";
  /** Page it was taken from, relative to the site's root. */
  page: string;
  /** Card of the site it is to stand instead of. */
  card?: string;
}

/** The clip that waits, or undefined. It is left where it is, so that a reload loses nothing. */
export function takeClip(): Clip | undefined {
  try {
    const { front, back, format, page, card } = JSON.parse(sessionStorage.getItem(KEY) ?? "") as Partial<Clip>;
    if (typeof front !== "string" || typeof back !== "string" || typeof page !== "string") return undefined;
    return { front, back, page, format: format === "html" ? "html" : "markdown", ...(typeof card === "string" ? { card } : {}) };
  } catch {
    return undefined;
  }
}
