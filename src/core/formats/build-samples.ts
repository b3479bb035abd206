import { F64List, I32List } from '../text/growing.ts';
import { OUTCOME_CODES, type LabelColumn, type Outcome, type SampleSet } from '../model/sample.ts';

/** What may be said of one observation beside its value. */
export interface SampleExtra {
  readonly outcome?: Outcome;
  readonly error?: string;
  /** Milliseconds since 1970, or since the run's start. */
  readonly time?: number | null;
  /** Repetition, prompt, seed, request id…: never part of the benchmark's identity. */
  readonly labels?: Readonly<Record<string, string | number>>;
}

/** A label with more different values than this tells each sample apart; its line does that better, so it is not kept. */
const MOST_VALUES = 65_536;

class LabelCollector {
  #codes = new I32List();
  #dictionary: string[] = [''];
  #isDropped = false;
  readonly #known = new Map<string, number>([['', 0]]);
  readonly #most: number;
  readonly #name: string;

  constructor(name: string, most: number) {
    this.#name = name;
    this.#most = most;
  }

  set(sample: number, value: string): void {
    if (this.#isDropped) return;
    let code = this.#known.get(value);
    if (code === undefined) {
      code = this.#dictionary.length;
      if (code > this.#most) {
        this.#drop();
        return;
      }
      this.#dictionary.push(value);
      this.#known.set(value, code);
    }
    while (this.#codes.length < sample) this.#codes.push(0);
    this.#codes.push(code);
  }

  /** Null where it had too many different values. */
  finish(count: number): LabelColumn | null {
    if (this.#isDropped) return null;
    const codes = new Uint32Array(count);
    for (let sample = 0; sample < this.#codes.length; sample++) codes[sample] = this.#codes.at(sample);
    return { name: this.#name, dictionary: this.#dictionary, codes };
  }

  #drop(): void {
    this.#isDropped = true;
    this.#known.clear();
    this.#dictionary = [];
    this.#codes = new I32List();
  }
}

function textOf(label: LabelColumn, sample: number): string {
  return label.dictionary[label.codes[sample] ?? 0] ?? '';
}

/** Why an observation whose number is NaN or infinite failed. */
export const NOT_FINITE = 'not a finite number';

/** The set with observations that are no finite numbers failed; the same set where there are none. */
export function finiteSet(set: SampleSet): SampleSet {
  const isBad = (value: number, index: number): boolean =>
    !Number.isFinite(value) && set.outcomes?.[index] !== 2;
  if (!set.values.some(isBad)) return set;
  const outcomes = set.outcomes?.slice() ?? new Uint8Array(set.values.length);
  const errors = new LabelCollector('error', Infinity);
  set.values.forEach((value, index) => {
    const bad = isBad(value, index);
    if (bad) outcomes[index] = 2;
    errors.set(index, bad ? NOT_FINITE : set.errors === null ? '' : textOf(set.errors, index));
  });
  return { ...set, outcomes, errors: errors.finish(set.values.length) };
}

function missing(count: number): F64List {
  const times = new F64List();
  for (let i = 0; i < count; i++) times.push(NaN);
  return times;
}

/** Collects observations one by one into columns. */
export class SampleCollector {
  readonly #values = new F64List();
  /** Kept from the first sample that is not ok, and from the first that has a time: most files have neither. */
  #outcomes: number[] | null = null;
  #times: F64List | null = null;
  readonly #labels = new Map<string, LabelCollector>();
  #errors: LabelCollector | null = null;

  get count(): number {
    return this.#values.length;
  }

  add(value: number, extra: SampleExtra): void {
    const index = this.#values.length;
    this.#values.push(value);
    const outcome = OUTCOME_CODES.indexOf(extra.outcome ?? 'ok');
    if (outcome > 0) this.#outcomes ??= new Array<number>(index).fill(0);
    this.#outcomes?.push(outcome);
    if (typeof extra.time === 'number') this.#times ??= missing(index);
    this.#times?.push(extra.time ?? NaN);
    if (extra.error !== undefined) {
      this.#errors ??= new LabelCollector('error', Infinity);
      this.#errors.set(index, extra.error);
    }
    const { labels } = extra;
    for (const name in labels) this.#label(name).set(index, String(labels[name] ?? ''));
  }

  /** Adds what a set holds but its places, which the caller keeps. */
  addAll(set: SampleSet): void {
    for (let i = 0; i < set.values.length; i++) {
      const outcome = OUTCOME_CODES[set.outcomes?.[i] ?? 0] ?? 'ok';
      const error = set.errors === null ? '' : textOf(set.errors, i);
      const time = set.times?.[i] ?? NaN;
      const labels: Record<string, string> = {};
      for (const label of set.labels) {
        const text = textOf(label, i);
        if (text !== '') labels[label.name] = text;
      }
      this.add(set.values[i] ?? NaN, {
        outcome,
        labels,
        time: Number.isNaN(time) ? null : time,
        ...(error === '' ? {} : { error }),
      });
    }
  }

  /** Lines and columns have one entry per observation, in the same order. */
  finish(lines: Uint32Array, columns: Uint32Array): SampleSet {
    const n = this.#values.length;
    return {
      values: this.#values.exact(),
      lines,
      columns,
      outcomes: this.#outcomes === null ? null : new Uint8Array(this.#outcomes),
      times: this.#times?.exact() ?? null,
      labels: [...this.#labels.values()].flatMap((label) => label.finish(n) ?? []),
      errors: this.#errors?.finish(n) ?? null,
    };
  }

  #label(name: string): LabelCollector {
    let label = this.#labels.get(name);
    if (label === undefined) {
      label = new LabelCollector(name, MOST_VALUES);
      this.#labels.set(name, label);
    }
    return label;
  }
}
