import type { ArgumentsOf, CallName, ResultOf } from './calls.ts';
import { isResult, PROTOCOL_VERSION, type ReplyMessage, type ToHost } from './messages.ts';

/** Why a request has no answer. `stopped`: nobody waits for it any more. */
export type RefusalKind = 'host' | 'timeout' | 'shape' | 'stopped';

/** A request that was not answered; the message is a sentence for people. */
export class Refusal extends Error {
  public override readonly name = 'Refusal';
  readonly kind: RefusalKind;
  /** Whether the log knows more. */
  readonly logged: boolean;

  constructor(kind: RefusalKind, message: string, logged = false) {
    super(message);
    this.kind = kind;
    this.logged = logged;
  }
}

/** How the requests reach the other side, and a clock that this layer does not have. */
export interface RequestPorts {
  readonly post: (message: ToHost) => void;
  /** Runs `work` later unless the returned function is called before. */
  readonly after: (milliseconds: number, work: () => void) => () => void;
}

/** A question on its way. */
export interface Asked<T> {
  /** Rejects with a Refusal. */
  readonly answer: Promise<T>;
  /** Says that the answer is not wanted any more: rejects as `stopped` and tells the host. */
  readonly stop: () => void;
}

interface Waiting {
  readonly call: CallName;
  readonly settle: (value: unknown) => void;
  readonly refuse: (refusal: Refusal) => void;
}

/** A host that has not answered by then is lost; comparing a hundred thousand measures takes a minute on a busy machine. */
const PATIENCE_MS = 300_000;

/** Asks the host and matches its answers to the questions; every question ends, with an answer or a Refusal. */
export class Requests {
  readonly #ports: RequestPorts;
  readonly #patience: number;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(ports: RequestPorts, patience = PATIENCE_MS) {
    this.#ports = ports;
    this.#patience = patience;
  }

  ask<K extends CallName>(call: K, args: ArgumentsOf<K>): Asked<ResultOf<K>> {
    const id = ++this.#last;
    let stop = (): void => undefined;
    const answer = new Promise<ResultOf<K>>((resolve, reject) => {
      const end = (): void => {
        cancelAlarm();
        this.#waiting.delete(id);
      };
      const refuse = (refusal: Refusal): void => {
        end();
        reject(refusal);
      };
      const cancelAlarm = this.#ports.after(this.#patience, () => {
        refuse(new Refusal('timeout', 'The extension did not answer. Reload the window if this goes on.'));
      });
      this.#waiting.set(id, {
        call,
        refuse,
        settle: (value) => {
          end();
          if (isResult(call, value)) resolve(value);
          else
            reject(new Refusal('shape', `The answer to "${call}" cannot be understood. Reload the window.`));
        },
      });
      stop = () => {
        if (!this.#waiting.has(id)) return;
        refuse(new Refusal('stopped', 'Not wanted any more.'));
        this.#ports.post({ protocol: PROTOCOL_VERSION, kind: 'cancel', id });
      };
    });
    // The union of all requests follows from the call; the compiler cannot see that for a generic one.
    this.#ports.post({ protocol: PROTOCOL_VERSION, kind: 'request', id, call, args } as ToHost);
    return {
      answer,
      stop: () => {
        stop();
      },
    };
  }

  /** Takes a reply; one that nobody waits for is dropped. */
  take({ id, outcome }: ReplyMessage): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    if (outcome.ok) waiting.settle(outcome.value);
    else waiting.refuse(new Refusal('host', outcome.error.message, outcome.error.logged));
  }
}
