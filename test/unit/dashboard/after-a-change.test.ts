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
  answers(): Record<string, string> {
    return answersOf(this.#catalogue.snapshot());
  }

  /** What it would show if these files were all that it ever saw. */
  answersAnew(): Record<string, string> {
    const folder = new Folder();
    for (const [path, text] of this.#files) folder.put(path, text);
    return answersOf({ ...folder.#catalogue.snapshot(), version: this.#catalogue.snapshot().version });
  }
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
    pivot: runToEnd(MODELS.pivot(source, { ...query, ratioTo: null, rows: 'benchmark', columns: 'run' })),
    compare: runToEnd(
      MODELS.compare(source, { sides: suggested, ignore: [], filter: NO_FILTER, metrics: [] }),
    ),
    suggested,
    files: runToEnd(MODELS.files(source, undefined)),
    ...Object.fromEntries(charts),
  };
  return Object.fromEntries(Object.entries(models).map(([name, model]) => [name, JSON.stringify(model)]));
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
