/** What a reader's marks are worth: which defects they found, which they missed, which marks were false alarms. Plain logic. */

import type { Defect, Place, Planted, SoundPlace } from "./review";

/** A place the reader would reject, with what they call it and why. */
export interface Mark extends Place {
  id: number;
  family: string;
  sentence: string;
}

export interface Found {
  defect: Defect;
  /** The mark that found it, or none. */
  mark: Mark | undefined;
  /** Whether a mark on it chose one of its families. */
  isNamed: boolean;
  /** Whether the hidden tests say that it is gone; null where no test can tell. */
  isGone: boolean | null;
}

export interface FalseAlarm {
  mark: Mark;
  /** The sound place it fell on, if one is told of. */
  sound: SoundPlace | undefined;
}

export interface Score {
  found: Found[];
  falseAlarms: FalseAlarm[];
  /** Further marks on a defect that another mark had found. */
  repeats: Mark[];
}

/** Whether two places meet. */
export function meets(a: Place, b: Place): boolean {
  if (a.statement !== null && a.statement === b.statement) return true;
  return a.lines !== null && b.lines !== null && a.lines[0] <= b.lines[1] && b.lines[0] <= a.lines[1];
}

/**
 * Hold marks against what is planted. One mark finds one defect, first those whose family it names, so a mark over two
 * defects does not find both. `gone` holds the ids of the defects whose tests all pass.
 */
export function scored(marks: readonly Mark[], planted: Planted, gone: ReadonlySet<string>): Score {
  const finder = new Map<string, Mark>();
  const taken = new Set<number>();
  for (const byName of [true, false]) {
    for (const mark of marks) {
      if (taken.has(mark.id)) continue;
      const hit = planted.defects.find((defect) => !finder.has(defect.id) && meets(mark, defect) && (!byName || defect.families.includes(mark.family)));
      if (!hit) continue;
      finder.set(hit.id, mark);
      taken.add(mark.id);
    }
  }
  const left = marks.filter((mark) => !taken.has(mark.id));
  const repeats = left.filter((mark) => planted.defects.some((defect) => meets(mark, defect)));
  const falseAlarms = left
    .filter((mark) => !repeats.includes(mark))
    .map((mark) => ({ mark, sound: planted.sound.find((place) => meets(mark, place)) }));
  const found = planted.defects.map((defect) => {
    const mark = finder.get(defect.id);
    return { defect, mark, isNamed: mark !== undefined && defect.families.includes(mark.family), isGone: defect.tests.length ? gone.has(defect.id) : null };
  });
  return { found, falseAlarms, repeats };
}

/** Ids of the defects whose tests all passed; `passed` holds names of tests without parameters, where all their cases passed. */
export function goneDefects(planted: Planted, passed: ReadonlySet<string>): Set<string> {
  return new Set(planted.defects.filter((defect) => defect.tests.length > 0 && defect.tests.every((test) => passed.has(test))).map((defect) => defect.id));
}

/** A test's name without its parameters and its class. */
export function plainName(name: string): string {
  return name.replace(/\[.*$/s, "").replace(/^.*::/s, "");
}

/** Names of the tests of which every case passed. */
export function passedTests(cases: readonly { name: string; outcome: string }[]): Set<string> {
  const all = new Set(cases.map((each) => plainName(each.name)));
  for (const each of cases) if (each.outcome !== "passed") all.delete(plainName(each.name));
  return all;
}

const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** The score in sentences: how much was found, how much of what was marked holds, what was named, what is gone. */
export function scoreSentences({ found, falseAlarms, repeats }: Score): string[] {
  const hits = found.filter((each) => each.mark);
  const testable = found.filter((each) => each.isGone !== null);
  const gone = testable.filter((each) => each.isGone).length;
  const marks = hits.length + falseAlarms.length + repeats.length;
  const said = [`You found ${hits.length} of ${many(found.length, "defect")}.`];
  if (!marks) said.push("You marked nothing.");
  else if (!falseAlarms.length) said.push(marks === 1 ? "Your mark was no false alarm." : `None of your ${marks} marks was a false alarm.`);
  else said.push(`${falseAlarms.length} of your ${many(marks, "mark")} ${falseAlarms.length === 1 ? "was a false alarm" : "were false alarms"}.`);
  if (hits.length) said.push(hits.length === 1 ? `You named it ${hits[0]!.isNamed ? "rightly" : "otherwise than we do"}.` : `Of the ${hits.length} found you named ${hits.filter((each) => each.isNamed).length} rightly.`);
  if (testable.length) said.push(`Your code has ${gone} of the ${testable.length} defects in the code mended.`);
  return said;
}
