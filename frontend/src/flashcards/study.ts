/** A reader going through a deck: which card is shown, what is logged, and when the engine is asked. No page in here. */

import type { Engine } from "../engine/engine";
import type { LogEvent, Store } from "../store/store";
import type { Deck, DeckCard } from "./deck";
import { dayOf, guess, NEW_LIMIT, remember, reviewedCard, type Grade, type Interval, type Standing } from "./schedule";

export type Phase = "question" | "answer" | "scheduling" | "done";

export interface Needs {
  engine: Engine;
  store: Store;
  /** Milliseconds since 1970. */
  now(): number;
}

const MORE_NEW = 10;
/** With nothing left to do, look again when the next card comes, if that is within the hour. */
const WAIT_AT_MOST = 3_600_000;

export class Study {
  phase: Phase = "scheduling";
  card: DeckCard | undefined;
  standing: Standing;
  /** Whether the standing is the engine's and covers every review. */
  scheduled = false;
  /** A sentence for a screen reader. */
  message = "";
  /** Whether the cards shown now are not due. */
  ahead = false;

  private readonly ids: string[];
  private readonly cards: Map<string, DeckCard>;
  private readonly events: LogEvent[] = [];
  private readonly eventIds = new Set<string>();
  private readonly endings: (() => void)[] = [];
  private cache: unknown;
  private newLimit = NEW_LIMIT;
  private aheadSince: number | undefined;
  private unsettled = 0;
  private shownAt = 0;
  /** Sentences for the reader, empty when all is well: about the log, and about the engine. */
  private storeProblem = "";
  private engineProblem = "";
  /** The grade that could not be logged. */
  private unkept: Grade | undefined;
  private grading = false;
  private folding = false;
  private foldAgain = false;
  private ended = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly deck: Deck,
    private readonly needs: Needs,
    private readonly changed: () => void,
    private readonly cacheKey = `schedule/${deck.id}`,
  ) {
    this.ids = deck.cards.map((card) => card.id);
    this.cards = new Map(deck.cards.map((card) => [card.id, card]));
    this.standing = guess(this.ids, undefined, [], needs.now(), this.newLimit);
  }

  /** A sentence for the reader when something failed, else empty. Whatever was graded before is kept. */
  get problem(): string {
    return this.storeProblem || this.engineProblem;
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
    const [events, cache] = await Promise.all([store.events("review"), store.derived(this.cacheKey)]);
    if (this.ended) return;
    for (const event of events) this.know(event);
    this.cache = cache;
    this.guessAgain();
    this.advance();
    if (engine.state === "ready") this.fold();
    this.changed();
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
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

  /** Log the grade of the card on the screen; the next card is shown once the event is on disk. */
  async grade(grade: Grade): Promise<void> {
    const card = this.card;
    if (this.phase !== "answer" || this.grading || !card) return;
    this.grading = true;
    const interval = this.interval(grade);
    try {
      const shown = Math.max(0, Math.round(this.needs.now() - this.shownAt));
      const event = await this.needs.store.append("review", { card: card.id, grade, deck: this.deck.id, shown_ms: shown });
      this.storeProblem = "";
      this.unkept = undefined;
      this.record(event);
      this.message = `${grade[0]!.toUpperCase()}${grade.slice(1)}${interval ? `, back in ${interval.words}` : ""}.`;
      this.advance();
      if (!this.folding || this.card) this.fold();
    } catch (error) {
      this.storeProblem = words(error);
      this.unkept = grade;
    } finally {
      this.grading = false;
      this.changed();
    }
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
    this.newLimit += MORE_NEW;
    this.settle();
  }

  /** Try again what failed. */
  retry(): void {
    this.engineProblem = "";
    if (this.unkept) void this.grade(this.unkept);
    else this.fold();
    this.changed();
  }

  /** Look again at what is due, for instance when the reader comes back to the tab. */
  refresh(): void {
    if (this.scheduled) this.fold();
  }

  private settle(): void {
    this.phase = "scheduling";
    this.engineProblem = "";
    this.fold();
    this.changed();
  }

  /** Add a review to the known ones; false where it is none of this deck, or known already. */
  private know(event: LogEvent): boolean {
    const card = reviewedCard(event);
    if (card === undefined || !this.cards.has(card) || this.eventIds.has(event.id)) return false;
    this.eventIds.add(event.id);
    this.events.push(event);
    return true;
  }

  /** Know a review that was just made, and take its card off the queue until it is scheduled. */
  private record(event: LogEvent): boolean {
    if (!this.know(event)) return false;
    if (this.scheduled) {
      const card = reviewedCard(event);
      this.standing = { ...this.standing, queue: this.standing.queue.filter((id) => id !== card) };
      this.unsettled += 1;
    } else {
      this.guessAgain();
    }
    return true;
  }

  private hear(event: LogEvent): void {
    // Our own review arrives here too, before `grade` goes on; it moves on by itself.
    const own = this.grading && reviewedCard(event) === this.card?.id;
    if (!this.record(event) || own) return;
    if (this.card && reviewedCard(event) === this.card.id) {
      this.message = "This card was graded in another tab.";
      this.advance();
    }
    if (this.needs.engine.state === "ready" && this.phase !== "scheduling") this.fold();
    this.changed();
  }

  private guessAgain(): void {
    const { unsettled, ...standing } = guess(this.ids, this.cache, this.events, this.needs.now(), this.newLimit);
    this.standing = standing;
    this.unsettled = unsettled;
  }

  private advance(): void {
    this.unkept = undefined;
    const next = this.standing.queue.map((id) => this.cards.get(id)).find((card) => card !== undefined);
    this.card = next;
    if (next) {
      this.phase = "question";
      this.shownAt = this.needs.now();
      this.ahead = this.isAhead(next.id);
    } else if (this.unsettled > 0) {
      this.phase = "scheduling";
      this.fold();
    } else {
      this.phase = "done";
      this.message = "Nothing is left for now.";
      this.waitForNext();
    }
  }

  private isAhead(id: string): boolean {
    const known = this.standing.cards[id];
    return this.aheadSince !== undefined && known?.state === "review" && known.due >= dayOf(this.needs.now()).end;
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
    const asked = this.events.length;
    const now = this.needs.now();
    const day = dayOf(now);
    try {
      const standing = await this.needs.engine.call<Standing>("scheduling.session", {
        cards: this.ids,
        events: this.events,
        now,
        day_start: day.start,
        day_end: day.end,
        new_limit: this.newLimit,
        shown: this.card?.id ?? "",
        ...(this.aheadSince === undefined ? {} : { ahead_since: this.aheadSince }),
      });
      // What was graded meanwhile is covered by the next answer; this one would bring it back.
      if (asked === this.events.length && !this.foldAgain && !this.ended) this.take(standing);
    } catch (error) {
      this.engineProblem = `The scheduler does not answer: ${words(error)} Your grades are kept and will be scheduled.`;
      this.foldAgain = false;
      if (!this.ended) this.changed();
    }
    this.folding = false;
    if (this.foldAgain && !this.ended) void this.ask();
  }

  private take(standing: Standing): void {
    this.standing = standing;
    this.scheduled = true;
    this.unsettled = 0;
    this.engineProblem = "";
    // A card on the screen stays; only an empty place is filled.
    if (this.phase === "scheduling" || this.phase === "done") this.advance();
    this.changed();
    // Without the cache the next visit only guesses worse; a disk that is full shows at the next grade.
    void this.needs.store.keepDerived(this.cacheKey, remember(standing)).catch(() => {});
  }
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
