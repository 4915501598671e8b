/** Whether this browser opens small windows; the window itself is fetched when it is asked for. */

export interface PictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

/** The browser's windows above other windows, where it has them. */
export const pictures = (): PictureInPicture | undefined =>
  (window as unknown as { documentPictureInPicture?: PictureInPicture }).documentPictureInPicture;

/** Whether a small window can be opened: a phone gives a whole tab instead. */
export function smallWindowsPossible(): boolean {
  if (pictures()) return true;
  return typeof window.open === "function" && !matchMedia("(hover: none) and (pointer: coarse)").matches;
}
