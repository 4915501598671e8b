/** A debrief as Markdown, to keep or to send: all that the reader marked and wrote, and what was measured. */

import type { Facts } from "./facts";
import { spoken, type Mock, type Rubric } from "./files";
import { roundTitle } from "../parts/round-kinds";
import { CLEAR_TITLES, CLOSING, LEVELS, noteKey, over, planned, used, type Marks, type Session } from "./session";
import { missedPhases, timeSentence } from "./time-view";
import { counted } from "../parts/times";
import { clock, difference, moment, secondsFor, verdictText, wordsIn } from "./words";

export interface Told {
  session: Session;
  marks: Marks;
  mock: Mock | undefined;
  rubric: Rubric | undefined;
  facts: Facts | undefined;
  /** The drawing in words, empty where there is none. */
  board: string;
}

const SAID: Record<string, string> = {
  line: "Interviewer",
  ask: "Interviewer, asked",
  hint: "Hint",
  redirect: "Redirect",
  curveball: "Curveball",
  "follow-up": "Follow-up",
};

/** A text in a cell of a table. */
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ");
const quoted = (text: string): string => text.split("\n").map((line) => `> ${line}`.trimEnd()).join("\n");
const line = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

function words(html: string): string {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return line(holder.content.textContent ?? "");
}

export function markdown(told: Told): string {
  const { session, marks, facts } = told;
  const parts = [
    `# Debrief: ${line(session.title)}`,
    `${roundTitle(session.kind)} · ${moment(session.started)}${session.loop ? ` · round ${session.loop.round + 1} of ${session.loop.of}` : ""}`,
    ...times(session),
    ...covered(told),
    ...rated(told),
    ...steers(told),
    ...conversation(told),
    ...(session.attempt ? ["## Code", verdictText(session.attempt)] : []),
    ...(told.board ? ["## Board", told.board.split("\n").map((each) => `- ${line(each)}`).join("\n")] : []),
    ...speech(facts),
    "## In one sentence",
    marks.summary.trim() ? `${quoted(marks.summary.trim())}\n\n${closing(marks)}` : "Not written.",
    ...(marks.lesson.trim() ? ["## What I take from it", quoted(marks.lesson.trim())] : []),
    ...(facts?.found ? ["## Next", `${facts.next.title}: ${facts.next.reason}`] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

function times(session: Session): string[] {
  const rows = session.phases.map(
    ({ title, planned: plan, used: spent, state }) =>
      `| ${cell(title)} | ${clock(plan)} | ${state === "unreached" ? "not reached" : clock(spent)} | ${state === "unreached" ? "–" : difference(spent - plan)} |`,
  );
  const whole = `| **Whole** | ${clock(planned(session))} | ${clock(used(session))} | ${difference(over(session))} |`;
  const table = ["| Phase | Plan | Used | Over, under |", "| --- | --- | --- | --- |", ...rows, whole].join("\n");
  const missed = missedPhases(session);
  return ["## Time", `${timeSentence(session)}${missed ? ` ${missed}` : ""}`, table, ...(session.hints ? [`${counted(session.hints, "hint")} asked for.`] : [])];
}

function covered({ session, marks, mock }: Told): string[] {
  const tick = (done: boolean | undefined, text: string): string => `- [${done ? "x" : " "}] ${line(text)}`;
  const parts = Object.keys(CLEAR_TITLES).filter((part) => session.phases.some(({ clear }) => clear === part));
  const rows = [...parts.map((part) => tick(marks.covered[part], CLEAR_TITLES[part]!)), ...(mock?.checks ?? []).map(({ id, check }) => tick(marks.checks[id], check))];
  return rows.length ? ["## Covered", rows.join("\n")] : [];
}

function rated({ marks, rubric }: Told): string[] {
  if (!rubric) {
    const rows = Object.entries(marks.ratings).map(([id, level]) => `- **${id}**: ${level}, ${LEVELS[level - 1]}`);
    return rows.length ? ["## Rubric", rows.join("\n")] : [];
  }
  const rows = rubric.criteria.map(({ id, title, levels }) => {
    const level = marks.ratings[id];
    return `- **${line(title)}**: ${level ? `${level}, ${LEVELS[level - 1]}. ${line(levels[level - 1] ?? "")}` : "not rated"}`;
  });
  return ["## Rubric, rated by myself", rows.join("\n")];
}

function steers({ session, marks, mock }: Told): string[] {
  const rows = session.said.flatMap(({ what, id, plain }) => {
    if (what !== "redirect" && what !== "curveball") return [];
    const how = marks.taken[id] ?? session.taken[id] ?? "not said";
    const direction = (mock && spoken(mock, what).find((each) => each.id === id)?.direction) ?? "";
    return [`- **${SAID[what]}**: ${line(plain)}\n  - How I took it: ${how}${direction ? `\n  - Where it steers to: ${words(direction)}` : ""}`];
  });
  return rows.length ? ["## Redirects and curveballs", rows.join("\n")] : [];
}

function conversation({ session }: Told): string[] {
  if (session.said.length === 0) return [];
  const known = new Set(session.phases.map(({ id }) => id));
  const turns = (phase: (id: string) => boolean): string[] =>
    session.said
      .filter((said) => phase(said.phase))
      .flatMap(({ what, id, plain, question }) => {
        const note = session.notes.get(noteKey(what, id));
        const asked = question ? ` (I asked: ${line(question)})` : "";
        return [`**${SAID[what] ?? "Interviewer"}**${asked}: ${line(plain)}`, ...(note ? [quoted(note)] : [])];
      });
  const phases = session.phases.flatMap(({ id, title }) => {
    const said = turns((phase) => phase === id);
    return said.length ? [`### ${line(title)}`, ...said] : [];
  });
  return ["## What was said, and my notes", ...turns((phase) => !known.has(phase)), ...phases];
}

function speech(facts: Facts | undefined): string[] {
  const rows = (facts?.speech ?? []).flatMap(({ label, seconds, words_a_minute: rate, pauses }) => {
    const said = [];
    if (seconds !== null) said.push(clock(seconds * 1000));
    if (rate !== null) said.push(`about ${Math.round(rate)} words a minute, estimated from syllables`);
    if (pauses !== null) said.push(counted(Math.round(pauses), "pause"));
    return said.length ? [`- ${label ? `${line(label)}: ` : ""}${said.join(", ")}`] : [];
  });
  return rows.length ? ["## Speech, measured from the recording", rows.join("\n")] : [];
}

function closing({ summary, closing: parts }: Marks): string {
  const found = Object.entries(CLOSING).flatMap(([id, title]) => (parts[id] ? [title.toLowerCase()] : []));
  const count = wordsIn(summary);
  return `${counted(count, "word")}, ${counted(secondsFor(count), "second")} at 150 words a minute. ${found.length ? `In it: ${found.join("; ")}.` : "No part marked."}`;
}
