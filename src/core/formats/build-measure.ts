import type { Bag, Benchmark, Direction, Measure, MeasureKind, Reported } from '../model/measure.ts';
import type { Place } from '../model/place.ts';
import type { Outcome, SampleSet } from '../model/sample.ts';
import { readLabel } from '../normalise/labels.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { parseUnit } from '../normalise/units.ts';
import { I32List } from '../text/growing.ts';
import { finiteSet, NOT_FINITE, SampleCollector, type SampleExtra } from './build-samples.ts';
import { isPath, pointerText, type At, type JsonPath, type PlaceBook, type PlaceRef } from './places.ts';
import {
  canonicalReported,
  mergeReported,
  scaled,
  statisticNames,
  UNSCALED,
  type ReportedInFile,
  type Scale,
} from './reported.ts';

/** How a label is to be understood; what is left out is read from the label itself. */
export interface MeasureSpec {
  /** Metric id of the vocabulary. */
  readonly metric?: string;
  /** Unit as the file or the format's definition spells it; null: the format knows that the unit is unknown. */
  readonly unit?: string | null;
  readonly direction?: Direction;
  /** `timeseries` for samples over time; else it follows from what is put in. */
  readonly kind?: MeasureKind;
  /** Header of the table column. */
  readonly column?: string;
  readonly iterations?: number;
  /** Shown, but it counts nowhere. */
  readonly notCountedBecause?: string;
  /** MB means 2^20 in this tool's output. */
  readonly binaryPrefixes?: boolean;
}

interface Meaning {
  readonly metric: string;
  readonly unit: string | null;
  readonly unitInFile: string | null;
  readonly direction: Direction;
  readonly scale: Scale;
}

function meaningOf(label: string, spec: MeasureSpec): Meaning {
  const read = readLabel(label, spec.unit);
  const metric = spec.metric ?? read.metric;
  const direction =
    spec.direction ?? (spec.metric === undefined ? read.direction : metricInfo(spec.metric).direction);
  if (spec.unit === undefined && spec.metric === undefined) {
    return {
      metric,
      unit: read.unit,
      unitInFile: read.unitInFile,
      direction,
      scale: { factor: read.factor, offset: 0 },
    };
  }
  const spelling = spec.unit === undefined ? read.unitInFile : spec.unit;
  const unit =
    spelling === null ? null : parseUnit(spelling, { binaryPrefixes: spec.binaryPrefixes ?? false });
  const scale = unit === null ? UNSCALED : { factor: unit.factor, offset: unit.offset ?? 0 };
  return { metric, unit: unit?.unit ?? null, unitInFile: spelling, direction, scale };
}

/** A number beyond what can be counted with is an observation that failed, whatever its file says of it. */
function notFinite(extra: SampleExtra): SampleExtra {
  return { ...extra, outcome: 'failed', error: extra.error ?? NOT_FINITE };
}

/** One label of one benchmark while it is being read. Numbers go in as the file has them and come out in the canonical unit. */
export class MeasureBuilder {
  readonly #label: string;
  readonly #spec: MeasureSpec;
  readonly #meaning: Meaning;
  readonly #book: PlaceBook;
  readonly #samples = new SampleCollector();
  /** Lines of text places, and tickets of JSON paths as negative lines. */
  readonly #lines = new I32List();
  readonly #columns = new I32List();
  #bulk: SampleSet | null = null;
  #reported: Reported | null = null;
  readonly #reportedAt = new Map<string, PlaceRef>();
  #first: PlaceRef | null = null;
  #pointer: string | null = null;
  #value: number | null = null;
  #outcome: Outcome = 'ok';
  #error: string | null = null;

  constructor(label: string, spec: MeasureSpec, book: PlaceBook) {
    this.#label = label;
    this.#spec = spec;
    this.#meaning = meaningOf(label, spec);
    this.#book = book;
  }

  /** One observation. A failed one may be NaN: then no number is kept, only that it failed. */
  sample(value: number, at: At, extra: SampleExtra = {}): this {
    const ref = this.#refer(at);
    this.#push(value, ref.line, ref.column, extra);
    return this;
  }

  /** All elements of a JSON array; what is no finite number is a failed observation. */
  sampleArray(values: readonly unknown[], path: JsonPath, extra: SampleExtra = {}): this {
    const base = this.#book.referElements(path, values.length);
    this.#pointer ??= pointerText([...path, 0]);
    this.#first ??= { line: -1 - base, column: 0 };
    values.forEach((value, index) => {
      const finite = typeof value === 'number' && Number.isFinite(value);
      const said: SampleExtra = finite
        ? extra
        : { ...extra, outcome: 'failed', error: 'not a finite number' };
      this.#push(finite ? value : NaN, -1 - base - index, 0, said);
    });
    return this;
  }

  /**
   * Many observations at once, values in the unit of the file, places known. The arrays are kept as they are (values only
   * where no conversion is needed), so measures may share lines, outcomes and labels: never write to them afterwards.
   */
  samplesFrom(set: SampleSet): this {
    if (set.values.length === 0) return this;
    this.#first ??= { line: set.lines[0] ?? 1, column: set.columns[0] ?? 1 };
    const { scale } = this.#meaning;
    const unscaled = scale.factor === 1 && scale.offset === 0;
    const canonical = finiteSet(
      unscaled ? set : { ...set, values: set.values.map((value) => scaled(value, scale)) },
    );
    if (this.#bulk === null && this.#samples.count === 0) this.#bulk = canonical;
    else this.#spill(canonical);
    return this;
  }

  /**
   * The tool's own statistics; a later call adds what the first left out. `at` is their place: call once per statistic where
   * each stands on a line of its own.
   */
  reported(statistics: ReportedInFile, at: At): this {
    this.#reported = mergeReported(this.#reported, canonicalReported(statistics, this.#meaning.scale));
    const ref = this.#refer(at);
    for (const name of statisticNames(statistics))
      if (!this.#reportedAt.has(name)) this.#reportedAt.set(name, ref);
    return this;
  }

  /** One number without spread: a total, a counter, a gauge. */
  value(value: number, at: At): this {
    this.#refer(at);
    if (Number.isFinite(value)) this.#value = scaled(value, this.#meaning.scale);
    return this;
  }

  /** The whole measure failed, or is partial, for this reason. */
  fail(error: string, at: At, outcome: Outcome = 'failed'): this {
    this.#outcome = outcome;
    this.#error ??= error;
    this.#refer(at);
    return this;
  }

  /** The measure, after the book has resolved its places. */
  finish(): Measure {
    const samples = this.#bulk ?? this.#collected();
    const { metric, unit, unitInFile, direction } = this.#meaning;
    return {
      metric,
      label: this.#label,
      unit,
      unitInFile,
      direction,
      kind: this.#kind(samples !== null),
      outcome: this.#outcome,
      error: this.#error,
      place: this.#book.place(this.#first ?? { line: 1, column: 1 }),
      pointer: this.#pointer,
      column: this.#spec.column ?? null,
      samples,
      reported: this.#reported,
      reportedPlaces: this.#reportedPlaces(),
      value: this.#value,
      iterations: this.#spec.iterations ?? null,
      notCountedBecause: this.#spec.notCountedBecause ?? null,
    };
  }

  #collected(): SampleSet | null {
    const count = this.#samples.count;
    if (count === 0) return null;
    const lines = new Uint32Array(count);
    const columns = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      const place = this.#book.place({ line: this.#lines.at(i), column: this.#columns.at(i) });
      lines[i] = place.line;
      columns[i] = place.column;
    }
    return this.#samples.finish(lines, columns);
  }

  #reportedPlaces(): Record<string, Place> {
    const main = this.#book.place(this.#first ?? { line: 1, column: 1 });
    const places: Record<string, Place> = {};
    for (const [name, ref] of this.#reportedAt) {
      const place = this.#book.place(ref);
      if (place.line !== main.line || place.column !== main.column) places[name] = place;
    }
    return places;
  }

  #kind(hasSamples: boolean): MeasureKind {
    if (this.#spec.kind !== undefined) return this.#spec.kind;
    if (hasSamples) return 'samples';
    if (this.#value !== null) return 'value';
    return this.#reported === null ? 'samples' : 'summary';
  }

  /** A measure that gets more than one set, or a set and single observations, collects them one by one. */
  #spill(canonical: SampleSet): void {
    const earlier = this.#bulk;
    this.#bulk = null;
    if (earlier !== null) this.#spill(earlier);
    this.#samples.addAll(canonical);
    for (const line of canonical.lines) this.#lines.push(line);
    for (const column of canonical.columns) this.#columns.push(column);
  }

  #push(value: number, line: number, column: number, extra: SampleExtra): void {
    if (this.#bulk !== null) {
      const earlier = this.#bulk;
      this.#bulk = null;
      this.#spill(earlier);
    }
    const canonical = scaled(value, this.#meaning.scale);
    this.#samples.add(
      canonical,
      Number.isFinite(canonical) || extra.outcome === 'failed' ? extra : notFinite(extra),
    );
    this.#lines.push(line);
    this.#columns.push(column);
  }

  #refer(at: At): PlaceRef {
    const ref = this.#book.refer(at);
    if (this.#first === null) {
      this.#first = ref;
      if (isPath(at)) this.#pointer = pointerText(at);
    }
    return ref;
  }
}

/** One case of a run while it is being read. */
export class BenchmarkBuilder {
  readonly #measures = new Map<string, MeasureBuilder>();
  readonly #name: string;
  readonly #parameters: Bag;
  readonly #book: PlaceBook;

  constructor(name: string, parameters: Bag, book: PlaceBook) {
    this.#name = name;
    this.#parameters = parameters;
    this.#book = book;
  }

  /** The measure with this label; `spec` is taken at its first use. */
  measure(label: string, spec: MeasureSpec = {}): MeasureBuilder {
    let measure = this.#measures.get(label);
    if (measure === undefined) {
      measure = new MeasureBuilder(label, spec, this.#book);
      this.#measures.set(label, measure);
    }
    return measure;
  }

  finish(): Benchmark {
    const measures = [...this.#measures.values()].map((measure) => measure.finish());
    return { name: this.#name, parameters: this.#parameters, measures };
  }
}
