import type { Steps } from '../model/steps.ts';
import { labelRole } from '../normalise/labels.ts';
import { isKnownMetric } from '../normalise/metrics.ts';
import { flatten, statisticOfKey, type FlatRecord, type Leaf } from './generic-flatten.ts';
import { isSetting, meaningOf } from './generic-meaning.ts';
import { asArray, asObject, type JsonObject } from './json-guards.ts';
import type { JsonPath } from './places.ts';

/** One record of results in a JSON document. */
export interface FoundRecord {
  /** Its key where the records stand under their names. */
  readonly name: string | null;
  readonly path: JsonPath;
  /** Taken apart at each asking: of a million records the parts would take more room than all else. */
  readonly flat: FlatRecord;
  /** Facts of the records around it. */
  readonly inherited: readonly Leaf[];
}

/** Records of one kind: the elements of one array, or of equal arrays in the records around them. */
export interface RecordSet {
  /** The key that they stand under; '' at the root. */
  readonly key: string;
  readonly records: readonly FoundRecord[];
}

/** What a document holds. */
export interface FoundRecords {
  readonly sets: readonly RecordSet[];
  /** Facts outside all records. */
  readonly around: readonly Leaf[];
}

const DEEPEST = 8;

/** Metrics whose names are as soon those of a text's or a file's content. */
const CONTENT = new Set(['tokens-generated', 'prompt-tokens', 'total-tokens', 'transferred']);

/** Records read between two yields. */
const SLICE = 2048;

/** Blocks of settings and descriptions: facts, never records. */
const SETTINGS =
  /^(?:env|environment|system|system_info|hardware|machine|platform|host|metadata|meta|model|versions?)$|(?:^|_)(?:config|configuration|settings?|params?|parameters|options|args|arguments)$/i;

/** Finds the records of results in a document: arrays of objects, objects of objects, or one object with results. */
export function* findRecords(document: unknown): Steps<FoundRecords> {
  const finder = new Finder();
  yield* finder.visit({ value: document, path: [], key: '', inherited: [] });
  return { sets: [...finder.sets.values()].filter((set) => set.records.length > 0), around: finder.around };
}

interface Visit {
  readonly value: unknown;
  readonly path: JsonPath;
  readonly key: string;
  readonly inherited: readonly Leaf[];
}

class LazyRecord implements FoundRecord {
  readonly path: JsonPath;
  readonly name: string | null;
  readonly inherited: readonly Leaf[];
  readonly #object: JsonObject;

  constructor(object: JsonObject, path: JsonPath, name: string | null, inherited: readonly Leaf[]) {
    this.#object = object;
    this.path = path;
    this.name = name;
    this.inherited = inherited;
  }

  get flat(): FlatRecord {
    return flatten(this.#object, this.path);
  }
}

class Finder {
  readonly sets = new Map<string, { readonly key: string; readonly records: FoundRecord[] }>();
  readonly around: Leaf[] = [];

  *visit(at: Visit): Steps<void> {
    if (at.path.length > DEEPEST) return;
    const array = asArray(at.value);
    if (array !== null) {
      yield* this.#visitArray(at, array);
      return;
    }
    const object = asObject(at.value);
    if (object !== null) yield* this.#visitObject(at, object);
  }

  *#visitArray({ path, key, inherited }: Visit, array: readonly unknown[]): Steps<void> {
    for (const [index, element] of array.entries()) {
      const record = asObject(element);
      if (index % SLICE === SLICE - 1) yield;
      if (record !== null)
        yield* this.#visitRecord({ value: record, path: [...path, index], key, inherited }, record, null);
    }
  }

  /** A record with its own results, or one that only holds arrays of them. */
  *#visitRecord({ path, key, inherited }: Visit, record: JsonObject, name: string | null): Steps<void> {
    const flat = flatten(record, path);
    if (hasMetric(flat)) this.#add(key, new LazyRecord(record, path, name, inherited));
    const facts = [...inherited, ...flat.leaves.filter((leaf) => !isMetricLeaf(leaf))];
    yield* this.#visitArrays(record, path, facts);
  }

  /** Arrays of objects anywhere below, through objects. */
  *#visitArrays(object: JsonObject, path: JsonPath, inherited: readonly Leaf[]): Steps<void> {
    if (path.length > DEEPEST) return;
    for (const [key, value] of Object.entries(object)) {
      if (Array.isArray(value)) yield* this.visit({ value, path: [...path, key], key, inherited });
      else {
        const child = SETTINGS.test(key) ? null : asObject(value);
        if (child !== null) yield* this.#visitArrays(child, [...path, key], inherited);
      }
    }
  }

  *#visitObject({ path, key, inherited }: Visit, object: JsonObject): Steps<void> {
    if (SETTINGS.test(key)) {
      this.around.push(...flatten(object, path).leaves);
      return;
    }
    if (isMapOfRecords(object)) {
      for (const [name, value] of Object.entries(object)) {
        const record = asObject(value);
        if (record !== null)
          yield* this.#visitRecord({ value, path: [...path, name], key, inherited }, record, name);
      }
      this.around.push(...scalarLeaves(object, path));
      return;
    }
    const flat = flatten(object, path);
    const hasArrays = holdsRecordArrays(object);
    if (!hasArrays && isResult(flat)) {
      this.#add(key, new LazyRecord(object, path, null, inherited));
      return;
    }
    this.around.push(...scalarLeaves(object, path));
    for (const [name, value] of Object.entries(object)) {
      if (typeof value === 'object' && value !== null)
        yield* this.visit({ value, path: [...path, name], key: name, inherited });
    }
  }

  #add(key: string, record: FoundRecord): void {
    const set = this.sets.get(key) ?? { key, records: [] };
    set.records.push(record);
    this.sets.set(key, set);
  }
}

function scalarLeaves(object: JsonObject, path: JsonPath): Leaf[] {
  return flatten(object, path).leaves.filter((leaf) => leaf.keys.length === 1);
}

/** Keys repeat from record to record, and what they mean depends on nothing else. */
class Memo<T> {
  readonly #known = new Map<string, T>();

  of(key: string, make: () => T): T {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size > 10_000) this.#known.clear();
    const made = make();
    this.#known.set(key, made);
    return made;
  }
}

const wordsMemo = new Memo<string>();
const metricMemo = new Memo<boolean>();

/** The words that tell what a leaf is: the block's name for a statistic, else its own key, with the block's where that helps. */
export function wordsOf(keys: readonly string[], statistic: string | null): string {
  const own = keys.at(-1) ?? '';
  const block = keys.at(-2) ?? '';
  return statistic === null ? wordsMemo.of(`${block}\n${own}`, () => wordsIn(block, own)) : block;
}

function wordsIn(block: string, own: string): string {
  const facts = { label: own, words: own, unit: null, statistic: null };
  if (block === '' || meaningOf(facts, null).isClear || labelRole(own) !== 'unknown' || isSetting(own))
    return own;
  const both = `${block}_${own}`;
  return meaningOf({ ...facts, words: both }, null).isClear ? both : own;
}

/** Blocks of a record that say how it was run: whatever a number in them is called, it was set, not measured. */
const SET =
  /^(?:[a-z]+_)?(?:config|configuration|settings?|params?|parameters|hyper_?parameters|options|args|arguments)$/i;

/** True for a value in a block of settings. */
export function isSetLeaf({ keys }: Leaf): boolean {
  return keys.some((key, index) => index < keys.length - 1 && SET.test(key));
}

/** True for a number whose name or unit says what it measures. */
export function isMetricLeaf(leaf: Leaf): boolean {
  if (typeof leaf.value !== 'number' || isSetLeaf(leaf)) return false;
  const words = wordsOf(leaf.keys, leaf.statistic);
  return isMetricName(words, leaf.unit);
}

/** True for a name that says what it measures, or has a unit beside it, and is no setting. */
export function isMetricName(words: string, unit: string | null): boolean {
  return metricMemo.of(`${words}\n${unit ?? ''}`, () => tellsMetric(words, unit));
}

function tellsMetric(words: string, unit: string | null): boolean {
  const role = labelRole(words);
  if (isSetting(words)) return false;
  return (
    (role === 'metric' || role === 'unknown') &&
    meaningOf({ label: words, words, unit, statistic: null }, null).isClear
  );
}

function hasMetric(flat: FlatRecord): boolean {
  return (
    flat.leaves.some((leaf) => isMetricLeaf(leaf)) ||
    flat.lists.some((list) => isMetricName(wordsOf(list.keys, null), list.unit))
  );
}

/** One object alone is a result only when two of its numbers are metrics with a unit: a single one is soon a setting. */
function isResult(flat: FlatRecord): boolean {
  const united = flat.leaves.filter((leaf) => {
    if (!isMetricLeaf(leaf)) return false;
    const words = wordsOf(leaf.keys, leaf.statistic);
    const { unit } = meaningOf({ label: words, words, unit: leaf.unit, statistic: null }, null);
    return unit !== null && unit !== '1' && unit !== 'count';
  });
  return united.length >= 2 || flat.lists.some((list) => isMeasuredList(wordsOf(list.keys, null), list.unit));
}

/** Numbers in a list of tokens, bytes or characters are its content: they measure nothing. */
function isMeasuredList(words: string, unit: string | null): boolean {
  if (!isMetricName(words, unit)) return false;
  const { metric, unit: read } = meaningOf({ label: words, words, unit, statistic: null }, null);
  return isKnownMetric(metric) ? !CONTENT.has(metric) : read !== 'B';
}

function holdsRecordArrays(object: JsonObject, depth = 0): boolean {
  return Object.values(object).some((value) => {
    if (Array.isArray(value)) {
      return value.some((element) => {
        const record = asObject(element);
        return record !== null && hasMetric(flatten(record, []));
      });
    }
    const child = asObject(value);
    return child !== null && depth < DEEPEST && holdsRecordArrays(child, depth + 1);
  });
}

/** Objects under names that have metrics under the same keys: `{ "case a": { "time_ms": 1 }, "case b": { "time_ms": 2 } }`. */
function isMapOfRecords(object: JsonObject): boolean {
  const children = Object.entries(object).flatMap(([key, value]) => {
    const child = asObject(value);
    return child === null || SETTINGS.test(key) ? [] : [{ key, child }];
  });
  if (children.length === 0) return false;
  const shapes = children.map(({ child }) => shapeOf(child));
  const withMetrics = shapes.filter((shape) => shape.size > 0);
  if (withMetrics.length * 2 <= children.length || withMetrics.length < 2) return false;
  if (children.every(({ key, child }) => isStatisticsBlock(child) || statisticOfKey(key) !== null))
    return false;
  const first = withMetrics[0] ?? new Set<string>();
  return withMetrics.every(
    (shape) => [...shape].filter((key) => first.has(key)).length * 2 >= Math.max(shape.size, 1),
  );
}

function isStatisticsBlock(block: JsonObject): boolean {
  const keys = Object.keys(block);
  return keys.length > 0 && keys.every((key) => statisticOfKey(key) !== null || /^units?$/i.test(key));
}

function shapeOf(record: JsonObject): Set<string> {
  const { leaves, lists } = flatten(record, []);
  const metrics = leaves.filter((leaf) => isMetricLeaf(leaf)).map((leaf) => leaf.keys.join('.'));
  const arrays = lists
    .filter((list) => isMetricName(wordsOf(list.keys, null), list.unit))
    .map((list) => list.keys.join('.'));
  return new Set([...metrics, ...arrays]);
}
