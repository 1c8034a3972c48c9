/** What is shown again to pages that were just loaded, and when that has ended. */
export class Showings {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly underWay = new Set<Promise<void>>();
  private begin = (): void => undefined;
  private readonly begun = new Promise<void>((resolve) => (this.begin = resolve));

  /** @param show must not reject */
  after(milliseconds: number, show: () => Promise<void>): void {
    const shown = new Promise<void>((resolve) => {
      this.timers.add(setTimeout(() => resolve(show()), milliseconds));
    });
    this.underWay.add(shown);
    void shown.then(() => this.underWay.delete(shown));
    this.begin();
  }

  /** Resolves once a page was loaded and everything has been sent to it. */
  async ended(): Promise<void> {
    await this.begun;
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /** Nothing more is shown. */
  stop(): void {
    this.timers.forEach(clearTimeout);
  }
}
