/** What the page and the sound's own thread say to each other. */

export const TAP_NAME = "greenroom-voice-tap";

export type TapRequest = "pause" | "resume" | "end";

export type TapMessage =
  /** 16-bit samples, one channel, at the rate of `tappedRate`. */
  | { samples: ArrayBuffer }
  /** How loud the last seconds were, about a tenth: largest amount, and mean square. */
  | { peak: number; power: number; seconds: number }
  /** Nothing more comes. */
  | { ended: true };
