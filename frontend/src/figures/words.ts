/** Figures in words: numbers, dates and the sentences above the charts. */

import { startOf } from "../cards/days";
import { counted } from "../parts/times";
import type { StudyOptions } from "../cards/states";
import { FARTHEST, type Figures, type Interview, type Share } from "./figures";

const MINUTES_OF_HOUR = 60;

export const number = (value: number): string => value.toLocaleString("en");
export const percent = (share: number): string => `${Math.round(share * 100)}%`;
export const shortDay = (time: number): string => new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "short" });
export const longDay = (time: number): string => new Date(time).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });

export function duration(minutes: number): string {
  if (minutes < 1) return "under a minute";
  const whole = Math.round(minutes);
  if (whole < MINUTES_OF_HOUR) return counted(whole, "minute");
  const rest = whole % MINUTES_OF_HOUR;
  return `${counted(Math.floor(whole / MINUTES_OF_HOUR), "hour")}${rest ? ` ${counted(rest, "minute")}` : ""}`;
}

/** A share with its interval, or why there is none. */
export function shareText({ reviews, share, low, high }: Share, enough: number): string {
  if (share === null || low === null || high === null) return `not enough yet: ${number(reviews)} of ${enough} reviews`;
  return `${percent(share)}, between ${percent(low)} and ${percent(high)}`;
}

/** The one sentence above all. */
export function heading({ all, recall }: Figures): string {
  const due = all.due ? `${number(all.due)} due today` : "Nothing due today";
  const { reviews, share } = recall.month;
  if (share === null) return `${due}; ${counted(reviews, "review")} of known cards in 30 days, recall is told from ${recall.enough} on.`;
  return `${due}; recall ${percent(share)} of ${number(reviews)} reviews in 30 days, you asked for ${percent(recall.desired)}.`;
}

/** What comes today, and on the busiest of the other days shown. */
export function comes({ forecast, overdue, all }: Figures): string {
  const today = all.due ? `${counted(all.due, "card is", "cards are")} due today${overdue ? `, ${number(overdue)} of them since an earlier day` : ""}.` : "No card is due today.";
  const days = forecast.slice(1).map(({ start, known, learning }) => ({ start, cards: known + learning }));
  const busiest = days.reduce((most, day) => (day.cards > most.cards ? day : most), { start: 0, cards: 0 });
  const later = busiest.cards ? ` The fullest day after it is ${longDay(busiest.start)} with ${number(busiest.cards)}.` : "";
  return `${today}${later} Cards you have not seen yet are not in this.`;
}

/** What was done. */
export function done({ reviews }: Figures): string {
  const { total, days, days_studied: studied, minutes, streak, longest_seconds: longest } = reviews;
  if (total === 0) return "No reviews in the last 30 days.";
  const row = streak > 1 ? ` You have reviewed on ${streak} days in a row.` : "";
  return `${counted(total, "review")} in the last ${days.length} days, on ${counted(studied, "day")}: ${duration(minutes)}, each review counted with at most ${longest} seconds.${row}`;
}

/** How recall stands to what was asked for. */
export function verdict({ recall }: Figures): string {
  const { month, ever, desired, enough } = recall;
  const [share, span] = month.share === null ? [ever, "so far"] : [month, "in the last 30 days"];
  if (share.share === null || share.low === null || share.high === null) {
    return `There ${share.reviews === 1 ? "is" : "are"} ${counted(share.reviews, "review")} so far of known cards that came back. A share of fewer than ${enough} would say little.`;
  }
  const told = `You recalled ${number(share.recalled)} of ${number(share.reviews)} known cards that came back ${span}: ${percent(share.share)}.`;
  if (share.high < desired) return `${told} That is less than the ${percent(desired)} you asked for. Fit the schedule to your reviews, and cards come sooner.`;
  if (share.low > desired) return `${told} That is more than the ${percent(desired)} you asked for. Fit the schedule to your reviews, and cards come later.`;
  return `${told} That agrees with the ${percent(desired)} you asked for, as far as so many reviews can tell.`;
}

/** Why nothing can be foreseen, or undefined where the engine has foreseen it. */
export function noInterview({ interview }: Figures, options: StudyOptions, now: number): string | undefined {
  if (interview) return undefined;
  const date = options.interview ? startOf(options.interview) : undefined;
  if (date === undefined) return "Set the day of your interview, and you see here what you will know by then.";
  if (date < now) return `${longDay(date)} is past. Set the day of your next interview.`;
  return `${longDay(date)} is more than ${FARTHEST} days away. The figures come when it is nearer.`;
}

/** What will be known on the day. */
export function foreseen({ all, at, days, work }: Interview, options: StudyOptions): string[] {
  const when = days === 0 ? "Today is the day" : `${longDay(at)}, in ${counted(days, "day")}`;
  if (days === 0) return [`${when}. You can expect to recall ${percent(all.stop ?? 0)} of all cards.`];
  const told = [
    `${when}: you can expect to recall ${percent(all.stop ?? 0)} of all cards if you stop now, and ${percent(all.go_on ?? 0)} if you do every due card and ${counted(options.new_limit, "new card")} a day.`,
  ];
  const total = work.reduce((sum, each) => sum + each, 0);
  const most = Math.max(...work);
  const over = most > options.review_limit ? ` Your limit of ${number(options.review_limit)} a day would hold some of those back.` : "";
  told.push(`That is ${counted(Math.round(total / days), "review")} a day on average, and ${number(most)} on the fullest day.${over}`);
  return told;
}

/** Which new cards the rate reaches. */
export function reach({ new: unseen, reached, rate, days }: Interview, options: StudyOptions): string {
  if (unseen === 0) return "You have seen every card.";
  if (days === 0) return `${counted(unseen, "card")} you have not seen.`;
  const left = unseen - reached;
  if (left === 0) return `At ${number(options.new_limit)} new cards a day you meet all ${number(unseen)} that you have not seen.`;
  return `At ${number(options.new_limit)} new cards a day, ${number(left)} of the ${number(unseen)} that you have not seen stay unseen. ${number(rate ?? 0)} a day would reach all.`;
}
