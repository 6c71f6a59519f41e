/** What a piece of long work asks between its steps. */
export type IsStopped = () => boolean;

interface Running<T> {
  readonly done: Promise<T>;
  isStopped: boolean;
}

/** Long work on things with an id: one at a time for each, which a person may stop; a second start joins the first. */
export class RunningWork<T> {
  readonly #running = new Map<string, Running<T>>();

  start(id: string, work: (isStopped: IsStopped) => Promise<T>): Promise<T> {
    const known = this.#running.get(id);
    if (known !== undefined) return known.done;
    const state = { isStopped: false };
    const done = work(() => state.isStopped).finally(() => this.#running.delete(id));
    this.#running.set(id, Object.assign(state, { done }));
    return done;
  }

  /** Effects: the work ends after the step it is at. */
  stop(id: string): void {
    const running = this.#running.get(id);
    if (running !== undefined) running.isStopped = true;
  }
}
