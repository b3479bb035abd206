import type { Measure } from '../model/measure.ts';
import type { Place } from '../model/place.ts';
import { OUTCOME_CODES, type SampleSet } from '../model/sample.ts';

/** Observations that failed for one reason. */
export interface Failure {
  /** As the file says it; null where it says none. */
  readonly reason: string | null;
  /** Rows, or observations where several stand on one line. */
  readonly count: number;
  /** The first ones, in the order of the file. */
  readonly places: readonly Place[];
}

const FAILED = OUTCOME_CODES.indexOf('failed');

/** What failed in the measures of a file, by reason, most first. At most `most` places each. */
export function failuresOf(measures: readonly Measure[], most: number): Failure[] {
  const tally = new Tally();
  for (const measure of measures) {
    if (measure.samples !== null) tally.addSamples(measure.samples);
    else if (measure.outcome === 'failed') tally.add(measure.error, measure.place);
  }
  return tally.finish(most);
}

interface Reason {
  /** The first place on each line. */
  readonly lines: Map<number, Place>;
  /** The most observations that failed in one measure. */
  most: number;
}

class Tally {
  readonly #reasons = new Map<string | null, Reason>();
  /** Measures of one benchmark share their lines and outcomes. */
  readonly #seen = new WeakMap<Uint8Array, Set<Uint32Array>>();

  add(reason: string | null, place: Place): void {
    this.#note(this.#of(reason), place);
  }

  addSamples({ outcomes, lines, columns, errors }: SampleSet): void {
    if (outcomes === null || this.#isKnown(outcomes, lines)) return;
    const counts = new Map<Reason, number>();
    outcomes.forEach((code, index) => {
      if (code !== FAILED) return;
      const text = errors?.dictionary[errors.codes[index] ?? 0] ?? '';
      const reason = this.#of(text === '' ? null : text);
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
      this.#note(reason, { line: lines[index] ?? 1, column: columns[index] ?? 1 });
    });
    for (const [reason, count] of counts) reason.most = Math.max(reason.most, count);
  }

  finish(most: number): Failure[] {
    const found = [...this.#reasons].map(([reason, { lines, most: rows }]) => ({
      reason,
      count: Math.max(lines.size, rows),
      places: [...lines.values()].sort((a, b) => a.line - b.line).slice(0, most),
    }));
    return found.sort((a, b) => b.count - a.count);
  }

  #of(text: string | null): Reason {
    const known = this.#reasons.get(text);
    if (known !== undefined) return known;
    const made = { lines: new Map<number, Place>(), most: 1 };
    this.#reasons.set(text, made);
    return made;
  }

  #note({ lines }: Reason, place: Place): void {
    const known = lines.get(place.line);
    if (known === undefined || place.column < known.column) lines.set(place.line, place);
  }

  #isKnown(outcomes: Uint8Array, lines: Uint32Array): boolean {
    const seen = this.#seen.get(outcomes) ?? new Set();
    if (seen.has(lines)) return true;
    this.#seen.set(outcomes, seen.add(lines));
    return false;
  }
}
