/** Something that holds a resource until it is told to let go. `dispose` may be called more than once. */
export interface Disposable {
  dispose(): void;
}

/**
 * Owns disposables and disposes them last in, first out. One that throws does not keep the others alive: the errors
 * come out together at the end. A disposable added after the end is disposed at once.
 */
export class DisposableStore implements Disposable {
  private readonly items = new Set<Disposable>();
  private ended = false;

  public add<T extends Disposable>(item: T): T {
    if (this.ended) item.dispose();
    else this.items.add(item);
    return item;
  }

  /** Disposes one item now and forgets it; an item of someone else is left alone. */
  public remove(item: Disposable): void {
    if (this.items.delete(item)) item.dispose();
  }

  public dispose(): void {
    this.ended = true;
    const errors: unknown[] = [];
    for (const item of [...this.items].reverse()) {
      try {
        item.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    this.items.clear();
    if (errors.length > 0) throw new AggregateError(errors, 'Some resources could not be released.');
  }
}
