import * as vscode from 'vscode';
import type { ArgumentsOf, CallName, ResultOf } from '../../protocol/calls.ts';
import {
  PROTOCOL_VERSION,
  readToHost,
  type CallError,
  type Outcome,
  type RequestMessage,
  type ToWebview,
} from '../../protocol/messages.ts';
import { ExpectedError } from '../errors.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import type { Log } from '../log.ts';
import { hostTurns } from '../slices.ts';
import { postAnswer } from './post-answer.ts';

/** What answers each call; cancelled when the webview does not want the answer any more. */
export type Handlers = {
  readonly [K in CallName]: (args: ArgumentsOf<K>, token: vscode.CancellationToken) => Promise<ResultOf<K>>;
};

/** What a session needs of a webview; tests put their own in its place. */
export type Port = Pick<vscode.Webview, 'onDidReceiveMessage' | 'postMessage'>;

/** Answers the messages of one webview: guarded, each request once, errors as values. */
export class Session implements Disposable {
  readonly #store = new DisposableStore();
  readonly #running = new Map<number, vscode.CancellationTokenSource>();
  readonly #port: Port;
  readonly #handlers: Handlers;
  readonly #log: Log;

  constructor(port: Port, handlers: Handlers, log: Log) {
    this.#port = port;
    this.#handlers = handlers;
    this.#log = log;
    this.#store.add(port.onDidReceiveMessage((message: unknown) => this.#receive(message)));
  }

  /** Says that something is new. Lost when the webview is hidden, which asks again when it is shown. */
  push(version: number): void {
    this.#post({ protocol: PROTOCOL_VERSION, kind: 'changed', version });
  }

  dispose(): void {
    this.#store.dispose();
    for (const source of this.#running.values()) source.cancel();
    this.#running.clear();
  }

  async #receive(arrived: unknown): Promise<void> {
    const message = readToHost(arrived);
    if (message === null) {
      this.#log.warn('Dashboard: a message that is none of ours was dropped.');
    } else if (message.kind === 'bad-request') {
      this.#log.warn(`Dashboard: a request was refused. ${message.why}`);
      this.#reply(message.id, { ok: false, error: { message: message.why, logged: true } });
    } else if (message.kind === 'cancel') {
      this.#running.get(message.id)?.cancel();
    } else {
      await this.#answer(message);
    }
  }

  async #answer(request: RequestMessage): Promise<void> {
    const source = new vscode.CancellationTokenSource();
    this.#running.set(request.id, source);
    try {
      const value = await dispatch(this.#handlers, request, source.token);
      await postAnswer(this.#port, request.id, value, hostTurns, source.token);
    } catch (error) {
      if (!source.token.isCancellationRequested) {
        this.#reply(request.id, { ok: false, error: callError(error, request.call, this.#log) });
      }
    } finally {
      this.#running.delete(request.id);
      source.dispose();
    }
  }

  #reply(id: number, outcome: Outcome<unknown>): void {
    this.#post({ protocol: PROTOCOL_VERSION, kind: 'reply', id, outcome });
  }

  #post(message: ToWebview): void {
    // Rejects when the panel was closed meanwhile; then nobody waits for the message.
    this.#port.postMessage(message).then(undefined, () => undefined);
  }
}

/** The handler of a request with its own arguments: the pair belongs together by the type of the union. */
async function dispatch<K extends CallName>(
  handlers: Handlers,
  { call, args }: { readonly call: K; readonly args: ArgumentsOf<K> },
  token: vscode.CancellationToken,
): Promise<ResultOf<K>> {
  return await handlers[call](args, token);
}

function callError(error: unknown, call: CallName, log: Log): CallError {
  if (error instanceof ExpectedError) return { message: error.message, logged: false };
  log.error(`Dashboard: ${call}`, error instanceof Error ? error : String(error));
  return {
    message: vscode.l10n.t(
      'This could not be shown because of an error in Benchtrail; the log has the details.',
    ),
    logged: true,
  };
}
