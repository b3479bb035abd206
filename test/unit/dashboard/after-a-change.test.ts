import { describe, expect, it } from 'vitest';
import { nodeDecoder } from '../../../src/cli/decoder.ts';
import { Catalogue } from '../../../src/core/catalogue/catalogue.ts';
import type { Snapshot } from '../../../src/core/catalogue/snapshot.ts';
import { CHART_TYPES, NO_FILTER } from '../../../src/core/dashboard/query.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { readFile } from '../../../src/core/reading/read-file.ts';
import { MODELS, type ModelSource } from '../../../src/host/dashboard/models.ts';
import { longSeries, manyResults, seeded } from '../../support/dashboard/many.ts';
import { SMALL_SOURCE } from '../../support/dashboard/messages.ts';

/** Files in a catalogue, as a window holds them. */
class Folder {
  readonly #catalogue = new Catalogue();
  readonly #files = new Map<string, string>();

  put(path: string, text: string): void {
    this.#files.set(path, text);
    const bytes = new TextEncoder().encode(text);
    const modifiedAt = '2026-02-03T04:05:06.000Z';
    const record = runToEnd(
      readFile(
        { root: 0, path, bytes, modifiedAt },
        { decoder: nodeDecoder, sibling: () => null, mappings: [] },
      ),
    );
    this.#catalogue.put(record);
  }

  remove(path: string): void {
    this.#files.delete(path);
    this.#catalogue.remove(0, path);
  }

  text(path: string): string {
    return this.#files.get(path) ?? '';
  }

  /** What the dashboard shows now. */
  answers(of = answersOf): Record<string, string> {
    return of(this.#catalogue.snapshot());
  }

  /** What it would show if these files were all that it ever saw. */
  answersAnew(of = answersOf): Record<string, string> {
    const folder = new Folder();
    for (const [path, text] of this.#files) folder.put(path, text);
    return of({ ...folder.#catalogue.snapshot(), version: this.#catalogue.snapshot().version });
  }
}

/** What the dashboard shows of the runs below `before` against those below `after`. */
function comparisonsOf(snapshot: Snapshot): Record<string, string> {
  const baseline = { text: 'before', isRuled: () => true };
  const source: ModelSource = { ...SMALL_SOURCE, snapshot, baseline };
  const sides = ['before', 'after'].map((path) => ({ kind: 'folder' as const, root: 0, path }));
  const compared = (own: typeof sides): unknown =>
    runToEnd(MODELS.compare(source, { sides: own, ignore: [], filter: NO_FILTER, metrics: [] }));
  return texts({
    news: runToEnd(MODELS.baseline(source, undefined)),
    report: runToEnd(MODELS.report(source, { title: '', without: [], baseline: { kind: 'set' } })),
    forwards: compared(sides),
    backwards: compared(sides.toReversed()),
  });
}

function texts(models: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(models).map(([name, model]) => [name, JSON.stringify(model)]));
}

function answersOf(snapshot: Snapshot): Record<string, string> {
  const source: ModelSource = {
    ...SMALL_SOURCE,
    snapshot,
    baseline: { text: 'nightly/nightly_20260102-030000.csv', isRuled: () => true },
  };
  const query = {
    metric: 'latency [s]',
    label: null,
    statistic: 'center' as const,
    grouping: 'configuration' as const,
    split: null,
    x: null,
    filter: NO_FILTER,
    logScale: false,
    baseline: null,
  };
  const charts = CHART_TYPES.map((type): [string, unknown] => {
    const metric = type === 'timeseries' ? 'power [W]' : query.metric;
    return [type, runToEnd(MODELS.chart(source, { query: { ...query, type, metric }, pixels: 400 }))];
  });
  const { suggested } = runToEnd(MODELS.sides(source, undefined));
  const models = {
    overview: runToEnd(MODELS.overview(source, undefined)),
    baseline: runToEnd(MODELS.baseline(source, undefined)),
    report: runToEnd(MODELS.report(source, { title: '', without: [], baseline: { kind: 'previous' } })),
    choices: runToEnd(MODELS.choices(source, { filter: NO_FILTER, metric: null, type: null })),
    pivot: runToEnd(
      MODELS.pivot(source, { ...query, ratioTo: null, shade: null, rows: 'benchmark', columns: 'run' }),
    ),
    compare: runToEnd(
      MODELS.compare(source, { sides: suggested, ignore: [], filter: NO_FILTER, metrics: [] }),
    ),
    suggested,
    files: runToEnd(MODELS.files(source, undefined)),
    ...Object.fromEntries(charts),
  };
  return texts(models);
}

/** Throughput and latency over the load, some of them failed, each with three repetitions. */
function loads(): string {
  const random = seeded(5);
  const rows = [1, 2, 4, 8].flatMap((load) =>
    [0, 1, 2].map((at) => `a,${String(load)},${(40 * load + random()).toFixed(3)},${String(9 + at)}`),
  );
  return `model,concurrency,throughput_tok_s,ttft_ms\n${rows.join('\n')}\n`;
}

function folder(): Folder {
  const made = new Folder();
  for (const [path, text] of Object.entries(manyResults({ benchmarks: 3, runs: 9 }))) made.put(path, text);
  made.put('power/power.csv', longSeries(60));
  made.put('load/load.csv', loads());
  return made;
}

describe('what is kept of unchanged runs', () => {
  const day = (number: number): string =>
    `nightly/nightly_202601${String(number).padStart(2, '0')}-030000.csv`;

  it('is never shown of a file that has changed', () => {
    const made = folder();
    const before = made.answers();
    const row = /case_002.*/u.exec(made.text(day(5)))?.[0] ?? '';
    made.put(day(5), made.text(day(5)).replace(row, row.replace(/,([^,]+),/u, ',999,')));
    const after = made.answers();
    expect(after).toEqual(made.answersAnew());
    expect(after.overview).not.toEqual(before.overview);
    expect(after.report).not.toEqual(before.report);
  });

  it('holds while other files come, go and return', () => {
    const made = folder();
    const whole = made.answers();
    const [last, load] = [made.text(day(9)), made.text('load/load.csv')];
    for (const path of [day(9), 'load/load.csv', day(1)]) made.remove(path);
    expect(made.answers()).toEqual(made.answersAnew());
    made.put('load/load.csv', load.replace('a,8,', 'b,8,'));
    made.put(day(9), last);
    const again = made.answers();
    expect(again).toEqual(made.answersAnew());
    expect(again.overview).not.toEqual(whole.overview);
  });
});

describe('what is kept of a comparison', () => {
  /** Enough runs on each side for a history and for a test. */
  function halves(): { readonly made: Folder; readonly paths: readonly string[] } {
    const made = new Folder();
    const files = Object.entries(manyResults({ benchmarks: 2, runs: 20 }));
    const paths = files.map(([path, text], index) => {
      const moved = path.replace('nightly', index < 10 ? 'before' : 'after');
      made.put(moved, text);
      return moved;
    });
    return { made, paths };
  }

  /** The path of a run: 0 to 9 are before, 10 to 19 after. */
  function pathAt(paths: readonly string[], index: number): string {
    const path = paths[index];
    if (path === undefined) throw new RangeError('no such run');
    return path;
  }

  it.each([0, 4, 10, 14])('is never told of run %i when its numbers have changed', (index) => {
    const { made, paths } = halves();
    const path = pathAt(paths, index);
    const whole = made.answers(comparisonsOf);
    made.put(path, made.text(path).replace(/(case_001),[^,]+,/u, '$1,999,'));
    const moved = made.answers(comparisonsOf);
    expect(moved).toEqual(made.answersAnew(comparisonsOf));
    expect(moved.forwards).not.toEqual(whole.forwards);
    made.put(path, made.text(path).replace(/,\d/gu, ',9'));
    const changed = made.answers(comparisonsOf);
    expect(changed).toEqual(made.answersAnew(comparisonsOf));
    for (const [name, text] of Object.entries(changed)) expect(text, name).not.toEqual(whole[name]);
  });

  it('holds while runs of both sides come, go, return and change sides', () => {
    const { made, paths } = halves();
    const whole = made.answers(comparisonsOf);
    const moved = [0, 3, 10, 19].map((index) => pathAt(paths, index));
    const kept = moved.map((path) => made.text(path));
    const seen = [whole.news];
    for (const path of moved) {
      made.remove(path);
      const now = made.answers(comparisonsOf);
      expect(now).toEqual(made.answersAnew(comparisonsOf));
      seen.push(now.news);
    }
    for (const [index, path] of moved.entries())
      made.put(
        path.replace(/^before|^after/u, (side) => (side === 'before' ? 'after' : 'before')),
        kept[index] ?? '',
      );
    const swapped = made.answers(comparisonsOf);
    expect(swapped).toEqual(made.answersAnew(comparisonsOf));
    seen.push(swapped.news);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
