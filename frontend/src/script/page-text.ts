/** The script as it stands on the page: its blanks, lines and follow-ups. The page is their one source. */

import { shownText, tidy, type FollowUp, type SpokenLine } from "./speech";

const TURN = ".gr-turn";
const FOLLOW_UP = "details[id^='follow-up-']";
const OWN_CLASS = "blank--own";

/** The blanks in the texts of a page, in reading order; those inside a tool are left out. */
export const blanksOf = (page: ParentNode): HTMLElement[] =>
  [...page.querySelectorAll<HTMLElement>(".blank[data-blank]")].filter((blank) => !blank.closest("script-desk"));

/** Put a text into each blank: what the reader typed, or the example. */
export function fillBlanks(page: ParentNode, typed: (id: string) => string, example: (id: string) => string): void {
  for (const blank of blanksOf(page)) {
    const id = blank.dataset["blank"] ?? "";
    const text = shownText(typed(id), example(id), blank.nextSibling?.textContent ?? "");
    if (blank.textContent !== text) blank.textContent = text;
    blank.classList.toggle(OWN_CLASS, tidy(typed(id)) !== "");
  }
}

/** Ids of the blanks that the conversation itself uses, and not only the follow-ups. */
export const idsInLines = (page: ParentNode): Set<string> =>
  new Set(blanksOf(page).flatMap((blank) => (blank.closest(TURN) ? [blank.dataset["blank"] ?? ""] : [])));

/** A line of the page and the elements that show it. */
export interface PageLine extends SpokenLine {
  elements: Element[];
}

export function linesOf(page: ParentNode): PageLine[] {
  return [...page.querySelectorAll(TURN)].map((turn) => {
    const elements = [...turn.children].filter((child) => !child.matches(".gr-speaker"));
    return {
      speaker: turn.matches(".gr-turn--interviewer") ? "interviewer" : "candidate",
      beat: plain(turn.querySelector(".gr-beat")),
      paragraphs: elements.map(plain),
      elements,
    };
  });
}

export const followUpsOf = (page: ParentNode): FollowUp[] =>
  followUps(page).map(({ question, answer }) => ({ question: plain(question), answer: answer.map(plain) }));

/** The follow-ups as lines: each question, then its answer. */
export function followUpLinesOf(page: ParentNode): PageLine[] {
  return followUps(page).flatMap(({ question, answer }): PageLine[] => {
    const asked = document.createElement("p");
    asked.textContent = plain(question);
    return [
      { speaker: "interviewer", beat: "", paragraphs: [plain(question)], elements: [asked] },
      { speaker: "candidate", beat: "Your answer", paragraphs: answer.map(plain), elements: answer },
    ];
  });
}

/** Unfold the follow-ups, as paper cannot be clicked; gives the function that folds those again. */
export function unfold(page: ParentNode): () => void {
  const folded = [...page.querySelectorAll<HTMLDetailsElement>(`${FOLLOW_UP}:not([open])`)];
  for (const each of folded) each.open = true;
  return () => {
    for (const each of folded) each.open = false;
  };
}

function followUps(page: ParentNode): { question: Element | null; answer: Element[] }[] {
  return [...page.querySelectorAll(FOLLOW_UP)].map((each) => ({
    question: each.querySelector("summary"),
    answer: [...each.children].filter((child) => !child.matches("summary, .gr-listens")),
  }));
}

const plain = (element: Element | null): string => tidy(element?.textContent ?? "");
