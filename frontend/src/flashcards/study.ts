/** A reader going through a deck: which card is shown, what is logged, and when the engine is asked. No page in here. */

import { dayOf } from "../cards/days";
import { rulesOf, STATE } from "../cards/states";
import type { Engine } from "../engine/engine";
import type { LogEvent, Store } from "../store/store";
import { EngineDesk } from "./engine-desk";
import type { Deck, StudyCard } from "./deck";
import { DeckLog } from "./deck-log";
import { DeckMemory, isLeech } from "./memory";
import { guess, reviewedCard, type Grade, type Interval, type Standing, type Told } from "./schedule";
import { Steps } from "./steps";
import { TimeOnCard } from "./time-on-card";

export type Phase = "question" | "answer" | "scheduling" | "done";

export interface Needs {
  engine: Engine;
  store: Store;
  /** Milliseconds since 1970. */
  now(): number;
}

const MORE_NEW = 10;
/** With nothing left to do, look again when the next card comes if that is within the hour. */
const WAIT_AT_MOST = 3_600_000;

export class Study {
  phase: Phase = "scheduling";
  card: StudyCard | undefined;
  standing: Standing;
  /** Whether the standing is the engine's and covers every review. */
  scheduled = false;
  /** A sentence for a screen reader. */
  message = "";
  /** Whether the cards shown now are not due. */
  ahead = false;
  /** A card that was forgotten so often that it was set aside. */
  leech: { card: string; lapses: number; note: boolean } | undefined;
  /** Whether any of the cards was ever graded. */
  seen = false;

  readonly log: DeckLog;
  private readonly ids: string[];
  private readonly cards: Map<string, StudyCard>;
  private readonly memory: DeckMemory;
  private readonly time: TimeOnCard;
  private readonly endings: (() => void)[] = [];
  private readonly desk: EngineDesk;
  private readonly steps: Steps;
  private moreNewToday = 0;
  private aheadSince: number | undefined;
  private unsettled = 0;
  private last = "";
  /** Sentences for the reader, empty when all is well: about the log, and about the engine. */
  private storeProblem = "";
  private engineProblem = "";
  /** The grade that could not be logged. */
  private unkept: Grade | undefined;
  private writing = false;
  private folding = false;
  private foldAgain = false;
  private ended = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly deck: Deck,
    private readonly needs: Needs,
    private readonly changed: () => void,
  ) {
    this.ids = deck.cards.map((card) => card.id);
    this.cards = new Map(deck.cards.map((card) => [card.id, card]));
    this.log = new DeckLog(new Set(this.ids));
    this.memory = new DeckMemory(needs.store, `schedule/${deck.id}`);
    this.steps = new Steps(needs.store);
    this.time = new TimeOnCard(() => needs.now());
    this.desk = new EngineDesk(needs.engine, deck);
    this.standing = this.guessed();
  }

  /** A sentence for the reader when something failed, else empty. Whatever was graded before is kept. */
  get problem(): string {
    return this.storeProblem || this.engineProblem;
  }

  /** Whether the last press can be taken back. */
  get undoable(): boolean {
    return this.steps.any;
  }

  /** Read the log and show the first card, without the engine. Rejects with StoreError. */
  async start(): Promise<void> {
    const { store, engine } = this.needs;
    this.endings.push(
      store.onAppend((event) => this.hear(event)),
      store.onError((error) => {
        // Other errors reject the call that met them.
        if (error.fault !== "closed") return;
        this.storeProblem = error.message;
        this.changed();
      }),
      engine.onState((state) => {
        if (state === "ready" && !this.scheduled) this.fold();
      }),
    );
    await this.memory.recall();
    this.desk.kept = this.memory.kept;
    await this.log.read(store, () => engine.state === "ready" && this.desk.send(this.log));
    if (this.ended) return;
    this.standing = this.guessed();
    this.seen = this.log.reviews.length > 0;
    this.advance();
    if (engine.state === "ready") this.fold();
    this.changed();
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
    this.memory.end();
    for (const end of this.endings) end();
  }

  /** The reader seems about to study: load the engine, and settle what was only guessed. */
  intend(): void {
    this.needs.engine.warm();
    if (!this.scheduled && !this.engineProblem) this.fold();
  }

  show(): void {
    if (this.phase !== "question") return;
    this.phase = "answer";
    this.intend();
    this.changed();
  }

  /** Tell that the page went out of sight or came back. */
  sight(visible: boolean): void {
    if (!visible) {
      this.time.hide();
      this.memory.end();
    } else {
      this.time.see();
      if (this.scheduled) this.fold();
    }
  }

  /** Log the grade of the card on the screen; the next card is shown once the event is on disk. */
  async grade(grade: Grade): Promise<void> {
    const card = this.card;
    if (this.phase !== "answer" || !card) return;
    await this.write(grade, async () => {
      const interval = this.interval(grade);
      this.leech = undefined;
      const event = await this.needs.store.append("review", { card: card.id, grade, deck: this.deck.id, shown_ms: this.time.spent });
      this.steps.graded(card.id, event.id);
      this.record(event);
      this.last = card.id;
      this.message = `${grade[0]!.toUpperCase()}${grade.slice(1)}${interval ? `, back in ${interval.words}` : ""}.`;
      this.advance();
      if (!this.folding || this.card) this.fold();
    });
  }

  /** Set the card on the screen aside: until tomorrow, or until it is taken back. */
  async setAside(how: "bury" | "suspend"): Promise<void> {
    const card = this.card;
    if (!card || (this.phase !== "question" && this.phase !== "answer")) return;
    await this.write(undefined, async () => {
      const until = how === "bury" ? dayOf(this.needs.now()).end : "suspended";
      await this.steps.setAside(card.id, until, this.log.states.get(card.id));
      this.message = how === "bury" ? "Buried until tomorrow." : "Suspended. It does not come back until you take it back.";
    });
  }

  /** Take back the last grade, or what was last set aside; the card is shown again. */
  async undo(): Promise<void> {
    await this.write(undefined, async () => {
      const back = await this.steps.takeBack();
      if (!back) return;
      this.leech = undefined;
      this.message = back.graded ? "Taken back. Grade it again." : "Taken back.";
      this.place(this.cards.get(back.card));
    });
  }

  /** Bring back a card that was set aside for being forgotten too often. */
  async bringBack(): Promise<void> {
    const leech = this.leech;
    if (!leech) return;
    await this.write(undefined, async () => {
      await this.needs.store.append(STATE, { cards: [leech.card], suspended: false });
      this.leech = undefined;
      this.message = "It stays in the deck.";
    });
  }

  /** What a grade would give the card on the screen, once the engine has answered. */
  interval(grade: Grade): Interval | undefined {
    return this.card && this.standing.previews[this.card.id]?.[grade];
  }

  /** Go on with known cards that are not due yet, each once. */
  reviewAhead(): void {
    this.aheadSince = this.needs.now();
    this.settle();
  }

  /** Let in more new cards than the day's limit. */
  moreNew(): void {
    this.moreNewToday += MORE_NEW;
    this.settle();
  }

  /** Try again what failed. */
  retry(): void {
    this.engineProblem = "";
    if (this.unkept) void this.grade(this.unkept);
    else this.fold();
  }

  /** Do one thing that is logged, none beside another. A grade that could not be logged can be tried again. */
  private async write(grade: Grade | undefined, work: () => Promise<void>): Promise<void> {
    if (this.writing) return;
    this.writing = true;
    try {
      await work();
      this.storeProblem = "";
      this.unkept = undefined;
    } catch (error) {
      this.storeProblem = words(error);
      this.unkept = grade;
    } finally {
      this.writing = false;
      this.changed();
    }
  }

  private settle(): void {
    this.phase = "scheduling";
    this.engineProblem = "";
    this.fold();
    this.changed();
  }

  private get limits(): { newLimit: number; reviewLimit: number; held: Set<string> } {
    const { new_limit: newLimit, review_limit: reviewLimit } = this.log.options;
    return { newLimit: newLimit + this.moreNewToday, reviewLimit, held: new Set(this.log.heldAt(this.needs.now())) };
  }

  private guessed(): Standing {
    const { unsettled, ...standing } = guess(this.ids, this.memory.kept, this.log.reviews, this.needs.now(), this.limits);
    this.unsettled = unsettled;
    return standing;
  }

  /** Know a review that was just made, and take its card off the queue until it is scheduled. */
  private record(event: LogEvent): boolean {
    const change = this.log.know(event);
    if (typeof change !== "object") return false;
    if (event.kind !== "review") return true;
    const { queue, counts } = this.standing;
    const group = queue.includes(change.card) ? this.memory.group(change.card) : undefined;
    const left = group ? { ...counts, [group]: Math.max(0, counts[group] - 1) } : counts;
    this.standing = { ...this.standing, queue: queue.filter((id) => id !== change.card), counts: { ...left, reviewed_today: counts.reviewed_today + 1 } };
    this.unsettled += 1;
    this.seen = true;
    return true;
  }

  private hear(event: LogEvent): void {
    if (event.kind !== "review") {
      this.hearSetting(event);
      return;
    }
    // Our own review arrives here too, before `grade` goes on; it moves on by itself.
    const own = this.writing && reviewedCard(event) === this.card?.id;
    if (!this.record(event) || own) return;
    if (this.card && reviewedCard(event) === this.card.id) {
      this.message = "This card was graded in another tab.";
      this.advance();
    }
    if (this.needs.engine.state === "ready" && this.phase !== "scheduling") this.fold();
    this.changed();
  }

  /** Options, cards set aside, and grades taken back, here or in another tab. */
  private hearSetting(event: LogEvent): void {
    const change = this.log.know(event);
    if (change === undefined) return;
    if (change === "states") {
      const held = this.limits.held;
      this.standing = { ...this.standing, queue: this.standing.queue.filter((id) => !held.has(id)) };
      if (this.card && held.has(this.card.id)) this.advance();
    }
    if (this.needs.engine.state === "ready") this.fold();
    this.changed();
  }

  private advance(): void {
    this.place(this.standing.queue.map((id) => this.cards.get(id)).find((card) => card !== undefined));
  }

  private place(next: StudyCard | undefined): void {
    this.unkept = undefined;
    this.card = next;
    if (next) {
      this.phase = "question";
      this.time.begin();
      const known = this.memory.of(next.id);
      this.ahead = this.aheadSince !== undefined && known?.state === "review" && known.due >= dayOf(this.needs.now()).end;
    } else if (this.unsettled > 0) {
      this.phase = "scheduling";
      this.fold();
    } else {
      this.phase = "done";
      this.message = "Nothing is left for now.";
      this.waitForNext();
    }
  }

  private waitForNext(): void {
    clearTimeout(this.timer);
    if (this.standing.next_due === null) return;
    const wait = this.standing.next_due - this.needs.now();
    if (wait < WAIT_AT_MOST) this.timer = setTimeout(() => this.fold(), Math.max(1_000, wait));
  }

  /** Ask the engine where the deck stands; one question at a time, and once more if the log grew meanwhile. */
  private fold(): void {
    if (this.folding) this.foldAgain = true;
    else void this.ask();
  }

  private async ask(): Promise<void> {
    this.folding = true;
    this.foldAgain = false;
    const asked = this.log.count;
    const now = this.needs.now();
    const { newLimit, reviewLimit, held } = this.limits;
    const day = dayOf(now);
    try {
      const told = await this.desk.standing(this.log, {
        now,
        day_start: day.start,
        day_end: day.end,
        new_limit: newLimit,
        review_limit: reviewLimit,
        interleave: this.log.options.interleave,
        last: this.last,
        held: [...held],
        rules: rulesOf(this.log.options, now),
        shown: this.card?.id ?? "",
        ...(this.aheadSince === undefined ? {} : { ahead_since: this.aheadSince }),
      });
      this.remember(told);
      // What was graded meanwhile is covered by the next answer; this one would bring it back.
      if (asked === this.log.count && !this.foldAgain && !this.ended) this.take(told);
    } catch (error) {
      this.engineProblem = `The scheduler does not answer: ${words(error)} Your grades are kept and will be scheduled.`;
      this.foldAgain = false;
      if (!this.ended) this.changed();
    }
    this.folding = false;
    if (this.foldAgain && !this.ended) void this.ask();
  }

  private remember(told: Told): void {
    this.memory.take(told);
    const card = this.last;
    const known = told.memory[card] ? this.memory.of(card) : undefined;
    if (known && isLeech(known, this.log.options.leech_at) && this.steps.lastCard === card) void this.setLeechAside(card, known.lapses);
  }

  private async setLeechAside(card: string, lapses: number): Promise<void> {
    if (this.log.states.get(card)?.suspended) return;
    try {
      await this.needs.store.append(STATE, { cards: [card], suspended: true });
      this.leech = { card, lapses, note: this.cards.get(card)?.note !== undefined };
    } catch (error) {
      this.storeProblem = words(error);
    }
    this.changed();
  }

  private take(told: Told): void {
    this.standing = told;
    this.scheduled = true;
    this.unsettled = 0;
    this.engineProblem = "";
    // A card on the screen stays; only an empty place is filled.
    if (this.phase === "scheduling" || this.phase === "done") this.advance();
    this.changed();
  }
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));
