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
  const requests = new Requests({
    post: (message) => {
      api.postMessage(message);
    },
    after: (milliseconds, work) => {
      const timer = page.setTimeout(work, milliseconds);
      return () => {
        page.clearTimeout(timer);
      };
    },
  });
  page.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = readToWebview(event.data);
    if (message === null) return;
    if (message.kind === 'reply') requests.take(message);
    else for (const listener of listeners) listener(message.version);
  });
  return {
    ask: (call, args) => requests.ask(call, args),
    onChanged: (listener) => listeners.push(listener),
  };
}
