import type { ArgumentsOf, CallName, ResultOf } from './calls.ts';
import { isResult, PROTOCOL_VERSION, type PartMessage, type ReplyMessage, type ToHost } from './messages.ts';
import { JoinedParts, type Part } from './parts.ts';

/** Why a request has no answer. `lost`: only parts of it arrived. `stopped`: nobody waits for it any more. */
export type RefusalKind = 'host' | 'timeout' | 'shape' | 'lost' | 'stopped';

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
  /** The text that these bytes of UTF-8 are; throws where they are none. */
  readonly decode: (bytes: Uint8Array) => string;
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
  /** What came of an answer in parts. */
  readonly joined: JoinedParts;
}

/** A host that has not answered by then is lost; comparing a hundred thousand measures takes a minute on a busy machine. */
const PATIENCE_MS = 300_000;

/** Asks the host and matches its answers to the questions; every question ends, with an answer or a Refusal. */
export class Requests {
  readonly #ports: RequestPorts;
  readonly #waiting = new Map<number, Waiting>();
  #last: number;

  /**
   * Numbers its questions from `first` on. A page that follows another one in its panel begins above that one's numbers: what
   * was on its way to the page before is no answer to it.
   */
  constructor(ports: RequestPorts, first = 1) {
    this.#ports = ports;
    this.#last = first - 1;
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
      const cancelAlarm = this.#ports.after(PATIENCE_MS, () => {
        refuse(new Refusal('timeout', 'The extension did not answer. Reload the window if this goes on.'));
      });
      this.#waiting.set(id, {
        call,
        refuse,
        settle: (value) => {
          end();
          if (isResult(call, value)) resolve(value);
          else reject(notUnderstood(call));
        },
        joined: new JoinedParts(this.#ports.decode),
      });
      stop = () => {
        if (!this.#waiting.has(id)) return;
        refuse(new Refusal('stopped', 'Not wanted any more.'));
        this.#cancel(id);
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

  /** Takes part of an answer. The host is told to send no more of one that nobody waits for, or that is lost. */
  takePart({ id, part }: PartMessage): void {
    const waiting = this.#waiting.get(id);
    const isAdded = waiting !== undefined && hasTaken(waiting, part);
    if (isAdded && part.isLast) waiting.settle(waiting.joined.data);
    if (!isAdded && !part.isLast) this.#cancel(id);
  }

  #cancel(id: number): void {
    this.#ports.post({ protocol: PROTOCOL_VERSION, kind: 'cancel', id });
  }
}

/** Adds a part to what came of the answer; refuses the answer where the part does not belong there. */
function hasTaken({ call, joined, refuse }: Waiting, part: Part): boolean {
  try {
    if (joined.add(part)) return true;
    refuse(new Refusal('lost', `Part of the answer to "${call}" was lost on its way. Try again.`));
  } catch {
    refuse(notUnderstood(call));
  }
  return false;
}

function notUnderstood(call: CallName): Refusal {
  return new Refusal('shape', `The answer to "${call}" cannot be understood. Reload the window.`);
}
