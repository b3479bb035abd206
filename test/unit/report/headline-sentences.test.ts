import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/core/report/inline.ts';
import { headlineSentences } from '../../../src/core/report/headline-sentences.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { buildReport, isNoReport } from '../../../src/core/report/build.ts';
import { relativeLinks } from '../../../src/core/report/links.ts';
import { renderMarkdown } from '../../../src/core/report/render-markdown.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';

const REDIS = '"test","rps"\n"SET","100"\n"GET","400"\n';

const told = (files: TestFiles): string[] => headlineSentences(readFiles(files)).map((one) => plainText(one));

describe('the sentences of a folder in which nothing was found', () => {
  it('give the headline of each category with what it is made of', () => {
    expect(told({ 'redis.csv': REDIS })).toEqual([
      'Request throughput in redis: 200 req/s, the geometric mean over 2 benchmarks.',
    ]);
    const timed = 'kernel,repetition,time_ms\nsort,1,10\nsort,2,14\n';
    expect(told({ 'bench.csv': timed })).toEqual(['Latency of sort in bench: 12 ms, the mean of 2.']);
  });

  it('give the latest run of a category, and at most five categories', () => {
    const run = (value: number) => `kernel,time_ms\nsort,${String(value)}\n`;
    const days = { 'b/x_20260101-030000.csv': run(1), 'b/x_20260102-030000.csv': run(2) };
    expect(told(days)).toEqual(['Latency of sort in x: 2 ms.']);
    const many = Array.from({ length: 7 }, (_, i) => [`k${String(i)}/own${String(i)}.csv`, run(i + 1)]);
    expect(told(Object.fromEntries(many) as TestFiles)).toHaveLength(5);
  });

  it('stand in the summary only where no finding says more', () => {
    const summary = (files: TestFiles): string => {
      const report = buildReport(readFiles(files), DEFAULT_PROJECT, { generator: 'test', roots: ['.'] });
      if (isNoReport(report)) throw new Error(report.reason);
      const options = { link: relativeLinks(['/'], '/'), charts: 'none' as const, chartTarget: () => '' };
      const { markdown } = renderMarkdown(report, options);
      return markdown.slice(markdown.indexOf('## 1.'), markdown.indexOf('## 2.'));
    };
    expect(summary({ 'redis.csv': REDIS })).toContain('the geometric mean over');
    const failing = 'model,ttft_s,tokens_s,error\na,0.1,50,\na,0,0,connection refused\n';
    expect(summary({ 'requests.csv': failing })).not.toContain('the mean of');
  });
});
