/** The page in words: areas, tasks, ingredients and the sentences over them. */

import { dayOf, startOf } from "../cards/days";
import { counted } from "../parts/times";
import type { StudyOptions } from "../cards/states";
import type { AreaRow, Counts, Ingredient, Marks, Overview, PlanDay, State, Task } from "./progress";

export const STATE_TITLES: Record<State, string> = { ready: "Ready", near: "Getting there", early: "Not yet", none: "Nothing yet" };
export const LABELS: Record<Ingredient["id"], string> = {
  cards: "Cards",
  problems: "Problems",
  reviews: "Assistant reviews",
  estimates: "Estimates",
  spoken: "Spoken drills",
  mocks: "Mocks",
};

export const number = (value: number): string => value.toLocaleString("en-GB");
export const longDay = (time: number): string => new Date(time).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });
export const shortDay = (time: number): string => new Date(time).toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short" });
const listed = (parts: string[]): string => (parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)!}`);

/** The sentence above all: how long there is, and how it stands. */
export function headline({ interview, areas }: Overview): string {
  const wanted = areas.filter((each) => each.wanted);
  const rows = (["ready", "near", "early", "none"] as const).flatMap((state) => {
    const count = wanted.filter((each) => each.state === state).length;
    return count ? [`${count} ${STATE_TITLES[state].toLowerCase()}`] : [];
  });
  const first = `Of ${counted(wanted.length, "round")}: ${listed(rows)}.`;
  if (!interview) return first;
  if (interview.days === 0) return `Today is the day. ${first}`;
  return `${interview.days === 1 ? "Tomorrow is the interview" : `${interview.days} days to the interview`}. ${first}`;
}

/** What a date means today, in a sentence. */
export function dateNote(options: StudyOptions, now: number): string {
  const start = options.interview ? startOf(options.interview) : undefined;
  if (start === undefined) return "Without a date you get a standing rhythm of two weeks.";
  const year = new Date(start).getFullYear();
  const day = year === new Date(now).getFullYear() ? longDay(start) : `${longDay(start)} ${year}`;
  if (start < dayOf(now).start) return `${day} is past. Set the day of your next interview.`;
  return `${day}. Cards are scheduled for it, too.`;
}

/** What the log holds, in a sentence, before more is known. */
export function counting({ reviews, solved, mocks, other }: Counts): string {
  const parts = [
    ...(reviews ? [counted(reviews, "card review")] : []),
    ...(solved ? [`${counted(solved, "problem")} solved`] : []),
    ...(mocks ? [`${counted(mocks, "mock")} sat`] : []),
    ...(other ? [counted(other, "drill")] : []),
  ];
  return parts.length ? `So far: ${listed(parts)}.` : "Nothing is in your log yet. Start with the first line of today.";
}

const VERBS: Record<Task["type"], (task: Task) => string> = {
  due: ({ count }) => `Review ${counted(count, "due card")}`,
  own: ({ count }) => `Review ${counted(count, "due card")} of your own`,
  new: ({ count }) => `Meet ${counted(count, "new card")}`,
  problem: ({ title }) => `Solve: ${title}`,
  review: ({ title }) => `Check: ${title}`,
  drill: ({ title }) => `Estimate: ${title}`,
  trace: ({ title }) => `Trace: ${title}`,
  spoken: ({ title }) => `Speak: ${title}`,
  mock: ({ title }) => `Sit a mock: ${title}`,
  list: ({ title }) => `Go through: ${title}`,
};

/** What a task asks for. */
export const asks = (task: Task): string => VERBS[task.type](task);

/** The cards of a day in one line. */
export function cardsOf(tasks: Task[]): string {
  const count = (...types: Task["type"][]): number => tasks.reduce((sum, task) => sum + (types.includes(task.type) ? task.count : 0), 0);
  const parts = [...(count("due", "own") ? [`${number(count("due", "own"))} due`] : []), ...(count("new") ? [`${number(count("new"))} new`] : [])];
  return `Cards: ${listed(parts)}`;
}

const DONE: Record<string, [string, string]> = {
  cards: ["card review", "card reviews"],
  problem: ["attempt at a problem", "attempts at problems"],
  review: ["assistant review", "assistant reviews"],
  drill: ["estimate", "estimates"],
  trace: ["trace drill", "trace drills"],
  spoken: ["spoken drill", "spoken drills"],
  mock: ["mock", "mocks"],
  check: ["box ticked", "boxes ticked"],
};

/** What was done today in all, or "". */
export function doneToday(done: Record<string, number>): string {
  const parts = Object.entries(DONE).flatMap(([type, [one, many]]) => (done[type] ? [counted(done[type], one, many)] : []));
  return parts.length ? `Done today: ${listed(parts)}.` : "";
}

/** An ingredient with its number. */
export function told(each: Ingredient, marks: Marks): string {
  const value = Math.floor(each.value);
  switch (each.id) {
    case "cards": {
      const critical = each.critical_of ? `; ${Math.floor(each.critical ?? 0)} of ${each.critical_of} critical ones` : "";
      return each.seen ? `you would recall about ${number(value)} of ${number(each.of ?? 0)} now${critical}` : `none of ${number(each.of ?? 0)} seen yet`;
    }
    case "problems": {
      if (!each.solved) return each.older ? `${number(each.older)} solved over ${marks.fresh_days} days ago, solve again` : each.tried ? `${each.tried} tried, none solved yet` : "none solved yet";
      const again = each.older ? `; ${each.older} more to solve again` : "";
      return `${each.solved} of ${number(each.of ?? 0)} solved, ${counted(value, "point")}${again}`;
    }
    case "reviews":
      return value ? `${value} with half of the defects found` : each.tried ? `${each.tried} done, half of the defects found in none` : "none yet";
    case "estimates":
      return value ? `${value} right at the first try` : each.tried ? `${each.tried} tried, none right at the first try` : "none yet";
    case "spoken":
      return value ? `${value} of ${number(each.of ?? 0)} done in ${marks.mock_days} days` : "none yet";
    case "mocks":
      return mocks(each, marks);
  }
}

function mocks({ value, ever = 0, rating, rated = 0 }: Ingredient, marks: Marks): string {
  if (value === 0) return ever ? `none in ${marks.mock_days} days` : "no mock yet";
  const sat = `${value} sat`;
  if (rating === null || rating === undefined) return `${sat}, not rated by you yet`;
  const of = rated < value ? ` (${rated} rated)` : "";
  return `${sat}, self-rated ${rating.toFixed(1)} of 4${of}`;
}

/** The mark of an ingredient. */
export function markOf(each: Ingredient, marks: Marks): string {
  if (each.id === "problems") return `${each.mark} points`;
  if (each.id === "mocks") return `${each.mark}, rated ${marks.rating}`;
  return number(each.mark);
}

/** What was practised beside the ingredients, or "". */
export function also({ also: { traces, problems, spoken, plans } }: AreaRow): string {
  const share = traces.share === null ? "" : `, ${Math.round(traces.share * 100)}% right`;
  const parts = [
    ...(traces.rounds ? [`${counted(traces.rounds, "trace drill")}${share}`] : []),
    ...(problems ? [`${counted(problems, "problem")} solved`] : []),
    ...(spoken ? [counted(spoken, "spoken drill")] : []),
    ...plans.filter(({ done }) => done > 0).map(({ title, done, of }) => `${done} of ${counted(of, "box", "boxes")} of “${title}” ticked`),
  ];
  return parts.length ? `Also ${listed(parts)}.` : "";
}

/** The rule, as a list of sentences. */
export function rule(marks: Marks): string[] {
  const [critical, high, medium] = marks.points;
  return [
    `Cards: you can expect to recall ${marks.cards} of the area now, or ${Math.round(marks.cards_share * 100)}% of them where there are fewer than ${Math.ceil(marks.cards / marks.cards_share)}.`,
    `Problems: ${marks.problems} points of solved ones, ${critical} for critical impact, ${high} for high, ${medium} for the rest. After ${marks.fresh_days} days one counts again when it is solved again.`,
    `Estimates: ${marks.estimates} different ones right at the first try in ${marks.fresh_days} days.`,
    `Assistant reviews: ${marks.reviews} with at least half of the defects found in ${marks.fresh_days} days.`,
    `Spoken drills: ${marks.spoken} different ones in ${marks.mock_days} days, or all where there are fewer.`,
    `Mocks: ${marks.mocks} sat to the end in ${marks.mock_days} days, with a mean of ${marks.rating} of 4 in your own ratings.`,
  ];
}

/** How often there was practice. */
export function practised({ practised: { days, last, of, run } }: Overview): string {
  const whole = days.filter(({ acts }) => acts > 0).length;
  const row = run >= 2 ? ` ${run} days in a row now.` : "";
  if (whole === 0) return "The first day of practice shows here. Rest days are part of it.";
  return `Practised on ${last} of the last ${of} days, ${whole} of the last ${days.length}.${row} Rest days are fine.`;
}

/** What a day of the plan is, beside its tasks. */
export function dayNote({ kind, tasks }: PlanDay): string {
  if (kind === "free") return tasks.length ? "Cards alone. A free day is part of the plan." : "A free day is part of the plan.";
  if (kind === "light") return "A light day. Learn nothing new, and stop early.";
  if (kind === "interview") return "The interview. A short list, then the first sentence.";
  return "";
}

/** When the last backup was made, as far as is known. */
export function backup(time: number | undefined): string {
  return time === undefined ? "No backup made with this browser is known." : `Last backup from this browser: ${longDay(time)} ${new Date(time).getFullYear()}.`;
}
