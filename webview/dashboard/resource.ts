import type { ArgumentsOf, CallName, ResultOf } from '../../src/protocol/calls.ts';
import type { PanelState } from '../../src/protocol/panel-state.ts';
import { Refusal, type Asked } from '../../src/protocol/requests.ts';
import type { Host } from './host.ts';

/** What is known of an answer: the last good one stays on the screen while the next is on its way. */
export interface Loaded<T> {
  readonly value: T | null;
  readonly loading: boolean;
  /** Why the newest question has no answer; null where it has one or waits for one. */
  readonly refusal: Refusal | null;
}

/** The state of things for answers that hang on the baseline that is set too: setting it changes no result. */
export function withBaseline({ version, baseline }: Pick<PanelState, 'version' | 'baseline'>): string {
  return `${String(version)} ${baseline ?? ''}`;
}

/** One kind of answer, asked for again when the question or the state of things changes. */
export class Resource<K extends CallName> {
  readonly #host: Host;
  readonly #call: K;
  readonly #changed: () => void;
  #key = '';
  #asked: Asked<ResultOf<K>> | null = null;
  #value: ResultOf<K> | null = null;
  #refusal: Refusal | null = null;

  constructor(host: Host, call: K, changed: () => void) {
    this.#host = host;
    this.#call = call;
    this.#changed = changed;
  }

  /** The answer as far as it is known; asks where this question under this state of things was not asked yet. */
  need(args: ArgumentsOf<K>, state: number | string): Loaded<ResultOf<K>> {
    const key = `${String(state)} ${JSON.stringify(args) as string | undefined}`;
    if (key !== this.#key) this.#ask(key, args);
    return this.known;
  }

  get known(): Loaded<ResultOf<K>> {
    return { value: this.#value, loading: this.#asked !== null, refusal: this.#refusal };
  }

  /** Forgets what was asked, so that the next need asks again. */
  again(): void {
    this.#key = '';
  }

  #ask(key: string, args: ArgumentsOf<K>): void {
    this.#asked?.stop();
    this.#key = key;
    this.#refusal = null;
    const asked = this.#host.ask(this.#call, args);
    this.#asked = asked;
    const isNewest = (): boolean => this.#asked === asked;
    asked.answer.then(
      (value) => {
        if (!isNewest()) return;
        this.#asked = null;
        this.#value = value;
        this.#changed();
      },
      (error: unknown) => {
        if (!isNewest()) return;
        this.#asked = null;
        this.#refusal = error instanceof Refusal ? error : new Refusal('host', String(error));
        this.#changed();
      },
    );
  }
}
