import { describe, expect, it } from 'vitest';
import type { CatalogueRun } from '../../../src/core/catalogue/snapshot.ts';
import { isOfSide, sideName, type CompareSide } from '../../../src/core/compare/side.ts';
import { sideChoiceSteps, type SideChoices } from '../../../src/core/dashboard/suggest-sides.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { manyResults } from '../../support/dashboard/many.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';

function choices(files: TestFiles, baseline: string | null = null): SideChoices {
  const set = baseline === null ? null : { text: baseline, isRuled: () => true };
  return runToEnd(sideChoiceSteps(readFiles(files), set));
}

/** Files of one nightly series, a day apart, where `folderOf` puts each. */
function nightly(runs: number, folderOf: (index: number) => string = () => 'nightly'): TestFiles {
  const files = Object.entries(manyResults({ benchmarks: 2, runs }));
  return Object.fromEntries(
    files.map(([path, text], at) => [`${folderOf(at)}/${path.split('/').at(-1) ?? ''}`, text]),
  );
}

function days(side: CompareSide | undefined): string[] {
  const ids = side?.kind === 'runs' ? side.ids : [];
  return ids.map((id) => /_(\d{8})/u.exec(id)?.[1] ?? id);
}

const LATENCIES = 'benchmark,latency_ms\nsort,10\nhash,12\n';

describe('what can be a side', () => {
  it('is every category, series and folder with runs that count, and every run, oldest first', () => {
    const { folders, series, categories, runs } = choices({
      ...nightly(3, (at) => (at < 2 ? 'all/early' : 'all/late')),
      'notes/readme.md': '# nothing\n',
    });
    expect(folders.map(({ name, runs: own }) => [name, own])).toEqual([
      ['all/early/', 2],
      ['all/late/', 1],
    ]);
    expect(series.map(({ runs: own }) => own)).toEqual([3]);
    expect(categories.every(({ name, runs: own }) => name !== '' && own > 0)).toBe(true);
    expect(runs.map(({ startedAt }) => startedAt?.slice(8, 10))).toEqual(['01', '02', '03']);
  });

  it('finds its runs again, whatever kind it is', () => {
    const snapshot = readFiles(nightly(4, (at) => (at < 2 ? 'early' : 'late')));
    const { folders, series, categories } = runToEnd(sideChoiceSteps(snapshot, null));
    for (const { side, runs, name } of [...folders, ...series, ...categories]) {
      expect(sideName(side)).toBe(name);
      expect(snapshot.runs.filter(isOfSide(side))).toHaveLength(runs);
    }
    expect(snapshot.runs.filter(isOfSide({ kind: 'folder', root: 0, path: 'earl' }))).toEqual([]);
  });
});

describe('the suggestion', () => {
  it('is the baseline that is set against the last run of its series', () => {
    const files = nightly(6, (at) => (at < 2 ? 'before' : 'after'));
    const { suggested } = choices(files, 'before');
    expect(suggested.map(days)).toEqual([['20260101', '20260102'], ['20260106']]);
  });

  it('is a baseline of several runs against the latest ones, by folder where they are all of one', () => {
    const halves = choices(
      nightly(10, (at) => (at < 5 ? 'search/before' : 'search/after')),
      'search/before',
    );
    expect(halves.suggested.map(sideName)).toEqual(['search/before/', 'search/after/']);
    const long = choices(
      nightly(30, (at) => (at < 5 ? 'before' : 'after')),
      'before',
    );
    expect(sideName(long.suggested[0] ?? { kind: 'runs', ids: [] })).toBe('before/');
    expect(days(long.suggested[1])).toHaveLength(8);
    const mixed = choices(
      nightly(12, (at) => (at < 5 ? 'before' : at % 2 === 0 ? 'a' : 'b')),
      'before',
    );
    expect(days(mixed.suggested[1])).toHaveLength(7);
  });

  it('is of runs that the baseline holds for', () => {
    const snapshot = readFiles(nightly(6, (at) => (at < 2 ? 'before' : at < 4 ? 'ruled' : 'elsewhere')));
    const set = {
      text: 'before',
      isRuled: ({ file }: CatalogueRun) => file.path.startsWith('ruled/'),
    };
    const { suggested } = runToEnd(sideChoiceSteps(snapshot, set));
    expect(suggested.map(days)).toEqual([['20260101', '20260102'], ['20260104']]);
  });

  it('is the latest runs of a long series against the earlier ones, else its last two runs', () => {
    expect(choices(nightly(9)).suggested.map((side) => days(side).length)).toEqual([4, 5]);
    expect(choices(nightly(30)).suggested.map((side) => days(side).length)).toEqual([22, 8]);
    expect(choices(nightly(3)).suggested.map(days)).toEqual([['20260102'], ['20260103']]);
    expect(choices(nightly(3), 'gone').suggested.map(days)).toEqual([['20260102'], ['20260103']]);
  });

  it('leaves out a pair of which one has no number', () => {
    const table = (value: string, error: string): string =>
      `model,benchmark,latency_ms,error\nphi3,sort,${value},${error}\n`;
    const files = (first: string): TestFiles => ({
      'sweep/bench_20260101-030000.csv': first,
      'sweep/bench_20260102-030000.csv': table('11', ''),
    });
    expect(choices(files(table('10', ''))).suggested).toHaveLength(2);
    expect(choices(files(table('', 'connection refused'))).suggested).toEqual([]);
  });

  it('is two categories that share a benchmark where no series has two runs', () => {
    const { suggested } = choices({
      'eager/a.csv': LATENCIES,
      'compiled/b.csv': LATENCIES.replace('10', '8'),
    });
    expect(suggested).toHaveLength(2);
    expect(suggested.every(({ kind }) => kind === 'category')).toBe(true);
  });

  it('is nothing where nothing can be compared', () => {
    expect(choices({ 'a.csv': LATENCIES }).suggested).toEqual([]);
    expect(choices({}).suggested).toEqual([]);
  });

  it('is no pair of tests under different loads, nor one that shares counts only', () => {
    const load = (users: number, latency: number): string =>
      JSON.stringify({ config: { users }, results: [{ name: 'login', latency_ms: latency }] });
    expect(choices({ 'x.json': load(10, 20), 'y.json': load(500, 30) }).suggested).toEqual([]);
    expect(choices({ 'x.json': load(10, 20), 'y.json': load(10, 30) }).suggested).toHaveLength(2);
    const counts = 'benchmark,requests\nlogin,10\n';
    expect(choices({ 'x.csv': counts, 'y.csv': counts.replace('10', '12') }).suggested).toEqual([]);
  });

  it('is no pair of tests that check different things, although their requests have one name', () => {
    const test = (check: string, latency: number): string =>
      JSON.stringify({
        root_group: { checks: [{ name: check, path: `::${check}`, passes: 90, fails: 1 }], groups: [] },
        metrics: {
          http_reqs: { count: 90, rate: 9 },
          vus_max: { value: 50, min: 50, max: 50 },
          http_req_duration: { avg: latency, min: 1, med: latency, max: 90, 'p(90)': 50, 'p(95)': 60 },
        },
      });
    const [cart, again, search] = [test('cart is full', 20), test('cart is full', 22), test('has hits', 30)];
    expect(choices({ 'x/a.json': cart, 'y/b.json': search }).suggested).toEqual([]);
    expect(choices({ 'x/a.json': cart, 'y/b.json': again }).suggested).toHaveLength(2);
  });

  it('is two series of one category, and what is called old comes first', () => {
    const header = 'name \\ time/op (ns/op),new.txt,±,old.txt,±';
    const csv = `${header}\npkg:example.org/ledger goos:linux goarch:arm64\nFind-4,2.5E+01,4%,3.0E+01,2%\n`;
    const { suggested } = choices({ 'bench.csv': csv });
    const names = suggested.map((one) => (one.kind === 'series' ? one.series : one.kind));
    expect(names).toHaveLength(2);
    expect(names[0]).toContain('old.txt');
    expect(names[1]).toContain('new.txt');
  });
});
