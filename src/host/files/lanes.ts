import * as vscode from 'vscode';

/** Work on many items. */
export interface LaneOptions<T> {
  /** How many are worked on at the same time. */
  readonly lanes: number;
  readonly token: vscode.CancellationToken;
  readonly work: (item: T) => Promise<void>;
  /** Called after each item. */
  readonly told: (done: number, total: number) => Promise<void> | void;
}

/** Works on items in their order, several at a time. Ends with a CancellationError once the token is cancelled. */
export async function inLanes<T>(
  items: readonly T[],
  { lanes, token, work, told }: LaneOptions<T>,
): Promise<void> {
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) {
      if (token.isCancellationRequested) throw new vscode.CancellationError();
      await work(item);
      await told(++done, items.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}
