/**
 * The browser's own voice, reading aloud. Only voices that live on the device are used: the others send the text to a
 * server. Where there is none, nothing is said and nothing waits.
 */

/** How long a browser that has not listed its voices yet is given, in milliseconds. */
const WAIT_FOR_VOICES = 1_000;
/** A voice that has said nothing for this long, or this long for each character, is taken to have failed. */
const FAILED_AFTER = 5_000;
const SLOWEST_CHARACTER = 250;

const synthesis = (): SpeechSynthesis | undefined => globalThis.speechSynthesis;

/** Utterances under way, kept here because some browsers forget one that nobody holds, and then never end it. */
const underWay = new Map<SpeechSynthesisUtterance, () => void>();
/** Counts calls of `hush`, so that a text that still waits for its voice is not said after one. */
let hushed = 0;
let waited: Promise<void> | undefined;

function chosen(): SpeechSynthesisVoice | undefined {
  const voices = (synthesis()?.getVoices() ?? []).filter((voice) => voice.localService && /^en\b/i.test(voice.lang));
  const rank = (voice: SpeechSynthesisVoice): number =>
    (/^en[-_]GB/i.test(voice.lang) ? 2 : 0) + (voice.default ? 1 : 0);
  return voices.sort((a, b) => rank(b) - rank(a))[0];
}

/** Resolves when the browser has listed its voices, or after a second; later calls do not wait again. */
function listed(): Promise<void> {
  waited ??= new Promise((resolve) => {
    const speech = synthesis();
    if (!speech || speech.getVoices().length > 0) return resolve();
    const end = (): void => {
      clearTimeout(timeout);
      speech.removeEventListener?.("voiceschanged", end);
      resolve();
    };
    const timeout = setTimeout(end, WAIT_FOR_VOICES);
    speech.addEventListener?.("voiceschanged", end);
  });
  return waited;
}

/** An English voice of this device, British if there is one; undefined where it has none. Waits for up to a second. */
export async function localVoice(): Promise<SpeechSynthesisVoice | undefined> {
  try {
    if (!chosen()) await listed();
    return chosen();
  } catch {
    return undefined;
  }
}

/**
 * Say a text after those that are being said. Resolves when it is said, hushed or refused by the browser, and at once
 * where there is no local voice; never rejects. Browsers speak only after the reader has pressed something on the page.
 */
export async function say(text: string): Promise<void> {
  const asked = hushed;
  const voice = await localVoice();
  const speech = synthesis();
  if (!voice || !speech || asked !== hushed || text.trim() === "") return;
  await new Promise<void>((resolve) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    let timeout: ReturnType<typeof setTimeout> | undefined;
    const end = (): void => {
      clearTimeout(timeout);
      underWay.delete(utterance);
      resolve();
    };
    const watch = (): void => {
      clearTimeout(timeout);
      timeout = setTimeout(end, FAILED_AFTER + text.length * SLOWEST_CHARACTER);
    };
    utterance.addEventListener("end", end);
    utterance.addEventListener("error", end);
    utterance.addEventListener("start", watch);
    const before = underWay.size;
    underWay.set(utterance, end);
    try {
      speech.resume(); // a synthesis paused elsewhere would never end
      speech.speak(utterance);
      if (before === 0) watch();
    } catch {
      end();
    }
  });
}

/** Stop what is being said, and forget what waits to be said. */
export function hush(): void {
  hushed += 1;
  try {
    synthesis()?.cancel();
  } catch {
    // Nothing was being said.
  }
  for (const end of [...underWay.values()]) end();
}
