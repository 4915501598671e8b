/** How long a card has been looked at: time in which the page was out of sight does not count. */

export class TimeOnCard {
  private shownAt = 0;
  private hiddenFor = 0;
  private hiddenAt: number | undefined;

  constructor(private readonly now: () => number) {}

  /** A card is shown now. */
  begin(): void {
    this.shownAt = this.now();
    this.hiddenFor = 0;
    if (this.hiddenAt !== undefined) this.hiddenAt = this.shownAt;
  }

  hide(): void {
    this.hiddenAt ??= this.now();
  }

  see(): void {
    if (this.hiddenAt !== undefined) this.hiddenFor += Math.max(0, this.now() - this.hiddenAt);
    this.hiddenAt = undefined;
  }

  /** Milliseconds since it was shown. */
  get spent(): number {
    return Math.max(0, Math.round(this.now() - this.shownAt - this.hiddenFor));
  }
}
