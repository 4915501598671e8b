/** A drill as the build writes it (`macros/drills.py`), fetched and checked. */

export interface DrillVariant {
  seed: number;
  prompt_html: string;
  /** The answer, in the drill's unit. */
  expected: number;
  steps_html: string;
}

export interface DrillData {
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

/** Why there is no drill to show; the message is for the reader. */
export class DrillError extends Error {}

/** The drill at an address. Throws DrillError when the network or the file gives none. */
export async function fetchDrill(address: URL): Promise<DrillData> {
  let data: Partial<DrillData> & { version?: unknown };
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new DrillError(`The drill could not be loaded (${answer.status}). Reload this page.`);
    data = (await answer.json()) as typeof data;
  } catch (error) {
    if (error instanceof DrillError) throw error;
    throw new DrillError("The drill could not be loaded. Check the connection, then try again.");
  }
  if (data.version !== VERSION || !data.variants?.length) {
    throw new DrillError("The drill is of another version of this site. Reload this page.");
  }
  return data as DrillData;
}
