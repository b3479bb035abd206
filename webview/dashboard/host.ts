import type { ArgumentsOf, CallName, ResultOf } from '../../src/protocol/calls.ts';
import { readToWebview } from '../../src/protocol/messages.ts';
import { Requests, type Asked } from '../../src/protocol/requests.ts';

/** What VS Code gives a webview, once. */
export interface WebviewApi {
  readonly postMessage: (message: unknown) => void;
  readonly getState: () => unknown;
  readonly setState: (state: unknown) => void;
}

/** The other side: questions, answers, and the news that something changed. */
export interface Host {
  ask<K extends CallName>(call: K, args: ArgumentsOf<K>): Asked<ResultOf<K>>;
  /** Calls back with the version of the results that is out. */
  onChanged(listener: (version: number) => void): void;
}

/** Talks to the host through VS Code; what arrives is guarded. */
export function connect(api: Pick<WebviewApi, 'postMessage'>, page: Window): Host {
  const listeners: ((version: number) => void)[] = [];
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const requests = new Requests(
    {
      post: (message) => {
        api.postMessage(message);
      },
      after: (milliseconds, work) => {
        const timer = page.setTimeout(work, milliseconds);
        return () => {
          page.clearTimeout(timer);
        };
      },
      decode: (bytes) => decoder.decode(bytes),
    },
    firstNumber(page),
  );
  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = readToWebview(event.data);
    if (message === null) return;
    if (message.kind === 'reply') requests.take(message);
    else if (message.kind === 'part') requests.takePart(message);
    else for (const listener of listeners) listener(message.version);
  });
  return {
    ask: (call, args) => requests.ask(call, args),
    onChanged: (listener) => listeners.push(listener),
  };
}

/** No page of a panel asks a thousand questions a millisecond, so none has the numbers of the page before it. */
function firstNumber({ performance }: Window): number {
  return Math.floor(performance.timeOrigin) * 1000 + 1;
}
