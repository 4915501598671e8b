/** A drill as the build writes it (`macros/drills.py`), fetched and checked. */

import { fetchData } from "../parts/fetching";

export interface DrillVariant {
  seed: number;
  prompt_html: string;
  /** The answer, in the drill's unit. */
  expected: number;
  steps_html: string;
}

export interface DrillData {
  version: number;
  id: string;
  title: string;
  /** The unit of answers, such as `GB/day`. */
  unit: string;
  /** An answer is right within this factor either way. */
  tolerance: number;
  because_html: string;
  variants: DrillVariant[];
}

const VERSION = 1;

/** Fetch a drill; rejects with a sentence for the reader. */
export const fetchDrill = (address: URL): Promise<DrillData> => fetchData<DrillData>(address, "The drill", VERSION);
