/** The pictures on the board's buttons, each on a square of 24. */

import { html, type TemplateResult } from "lit";

const PATHS = {
  select: "M6 3.5l12 9.2-5.6.9 3.3 5.6-2.3 1.3-3.2-5.7L6 18.4Z",
  box: "M5.5 6h13a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2Z",
  store: "M5 6.2a7 2.7 0 0 1 14 0v11.6a7 2.7 0 0 1-14 0ZM5 6.2a7 2.7 0 0 0 14 0",
  queue: "M6.2 7h11.6a2.7 5 0 0 1 0 10H6.2a2.7 5 0 0 1 0-10ZM17.8 7a2.7 5 0 0 0 0 10M8.6 9.6v4.8M12 9.6v4.8",
  client: "M8.3 8a3.7 3.7 0 1 1 7.4 0a3.7 3.7 0 1 1-7.4 0ZM4.5 20.2v-1.4a7.5 5.6 0 0 1 15 0v1.4Z",
  note: "M5 7V4.5h14V7M12 4.5v15M9 19.5h6",
  arrow: "M4 20 19 5M10.5 4.5H19.5V13.5",
  pen: "M4 20l1.1-4.4L16.4 4.3a1.9 1.9 0 0 1 2.7 0l.6.6a1.9 1.9 0 0 1 0 2.7L8.4 18.9ZM14.4 6.3l3.3 3.3",
  eraser: "M9.2 19.5 4.2 14.5a1.6 1.6 0 0 1 0-2.3l7.5-7.5a1.6 1.6 0 0 1 2.3 0l5.3 5.3a1.6 1.6 0 0 1 0 2.3l-7.2 7.2ZM8 8.6l7.5 7.5M9 19.5h11",
  undo: "M8.5 5 4 9.5l4.5 4.5M4.5 9.5H14a5 5 0 0 1 0 10h-4",
  redo: "M15.5 5l4.5 4.5-4.5 4.5M19.5 9.5H10a5 5 0 0 0 0 10h4",
  in: "M12 5v14M5 12h14",
  out: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  text: "M4 6.5V4.5h11v2M9.5 4.5V17M7 17h5M14.5 20h6M17.5 11v9M15.8 11h3.4",
  connect: "M3.5 8h6v8h-6ZM9.5 12h8M14.5 8.5 18 12l-3.5 3.5M20.5 7v10",
  duplicate: "M8.5 8.5h11v11h-11ZM15.5 8.5v-4h-11v11h4",
  delete: "M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.5 7M10.2 10.5v5.5M13.8 10.5v5.5",
  dashed: "M3 12h3.6M10.2 12h3.6M17.4 12H21",
  both: "M4 12h16M7.5 8.5 4 12l3.5 3.5M16.5 8.5 20 12l-3.5 3.5",
  turn: "M4 8.5h14M14.5 5 18 8.5 14.5 12M20 15.5H6M9.5 12 6 15.5 9.5 19",
  plus: "M12 6v12M6 12h12",
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="board__icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]}></path></svg>`;
}
