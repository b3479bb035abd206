import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../../src/core/formats/format.ts';
import { FORMATS } from '../../../src/core/formats/registry.ts';
import { readBytes } from '../../support/read-fixture.ts';

/** Fixture folders that are named as their formats. */
const FOLDERS = [
  'apachebench',
  'autocannon',
  'fio',
  'fio-log',
  'gnu-time',
  'hey',
  'hyperfine',
  'iperf3',
  'jmeter',
  'k6',
  'locust',
  'perf-stat',
  'pgbench',
  'pgbench-log',
  'pgbench-tools',
  'redis-benchmark',
  'sysbench',
  'wrk',
];

const files = FOLDERS.flatMap((folder) => {
  const url = new URL(`../../fixtures/${folder}/`, import.meta.url);
  return readdirSync(url)
    .filter((name) => name !== 'README.md')
    .map((name) => ({ folder, name, bytes: readFileSync(new URL(name, url)) }));
});

/** Only recognition is asked for here. */
function claims(path: string, bytes: Uint8Array): { readonly id: string; readonly score: number }[] {
  const blind = (format: Format): Format => ({
    ...format,
    *read() {
      yield;
      return { role: 'other', runs: [], problems: [], companions: [] };
    },
  });
  return FORMATS.map((format) => ({
    id: format.id,
    score: readBytes(path, bytes, blind(format)).recognition?.score ?? 0,
  }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

describe('files of systems and services', () => {
  it.each(files.map(({ folder, name, bytes }) => [`${folder}/${name}`, folder, bytes] as const))(
    '%s is one format’s, with a margin',
    (path, folder, bytes) => {
      const [best, second] = claims(path, bytes);
      expect(best?.id).toBe(folder);
      expect((best?.score ?? 0) - (second?.score ?? 0)).toBeGreaterThanOrEqual(0.1);
    },
  );

  it.each([
    ['package.json', '{"name":"a","version":"1.0.0","scripts":{"test":"vitest"},"dependencies":{}}'],
    ['tsconfig.json', '{"compilerOptions":{"strict":true}}'],
    ['results.json', '{"results":[{"command":"lint","status":"passed"}]}'],
    ['requests.json', '{"requests":[1,2],"latency":[3],"throughput":[4]}'],
    ['names.json', '[{"name":"a","requests":"many","latency":"low","throughput":"high"}]'],
    ['metrics.json', '{"metrics":{"checks":{"passes":1},"loss":0.1}}'],
    ['data_lat.log', '59.9, 10.7\n60.1, 11.2\n'],
    ['people_lat.csv', '1, 2, 3, 4\n5, 6, 7, 8\n'],
    ['notes.log', 'the latency was 12 ms\nTotal: 3 secs\n'],
    ['points.1', '1 2 3 4 1795397491 5\n2 3 4\n'],
    ['table.csv', '"one","1.0"\n"two","2.0"\n'],
    ['series.jtl', 'a,b,c\n1,2,3\n'],
  ])('%s is none of them', (path, text) => {
    const ours = claims(path, new TextEncoder().encode(text)).filter(({ id }) => FOLDERS.includes(id));
    expect(ours).toEqual([]);
  });
});
