import { describe, expect, it } from 'vitest';
import {
  diagnosticsOf,
  MOST_DIAGNOSTICS,
  projectDiagnostics,
  type FileDiagnostic,
} from '../../../src/core/insight/diagnostics.ts';
import { measuresOf } from '../../../src/core/insight/place-index.ts';
import { readProject } from '../../../src/core/project/read-project.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';

function told(files: TestFiles, path: string): FileDiagnostic[] {
  const snapshot = readFiles(files);
  const file = snapshot.files.find((one) => one.path === path)!;
  return diagnosticsOf(file, measuresOf(snapshot, file));
}

function rows(count: number, row: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => row(index)).join('\n');
}

describe('what the Problems panel says of a file', () => {
  it('tells failed rows once for each reason, with their count and first lines', () => {
    const csv = `name,ttft_ms,throughput_tok_s,error\n${rows(30, (i) => (i % 3 === 0 ? `a,,,timeout` : `a,${i},5,`))}\n`;
    const failed = told({ 'runs.csv': csv }, 'runs.csv').filter(({ code }) => code === 'failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({
      severity: 'info',
      message: '10 observations failed: timeout. They count in no statistic.',
      fixes: [{ kind: 'exclude' }],
    });
    expect(failed[0]!.places.map(({ line }) => line)).toEqual([2, 5, 8, 11, 14, 17, 20, 23]);
  });

  it('tells units that are not known, and columns that a user can map', () => {
    const [first, ...more] = told({ 'runs.csv': 'name,latency\na,1\na,2\na,3\n' }, 'runs.csv');
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      code: 'no-unit',
      severity: 'info',
      fixes: [{ kind: 'map-column', column: 'latency' }],
    });
    expect(told({ 'runs.csv': 'name,latency_ms\na,1\na,2\na,3\n' }, 'runs.csv')).toEqual([]);
  });

  it('tells rows that do not fit, with their line', () => {
    const csv = `name,latency_ms\n${rows(20, (i) => `a,${i}`)}\na,1,2,3\n`;
    const [first] = told({ 'runs.csv': csv }, 'runs.csv');
    expect(first).toMatchObject({ code: 'reading', severity: 'warning', places: [{ line: 22 }] });
  });

  it('tells a summary that says something else than its rows, and nothing else of it', () => {
    const files = {
      'run.csv': 'name,latency_ms,error\na,10,\na,20,\na,,oops\n',
      'run_summary.csv': 'name,latency_ms_mean\na,99\n',
    };
    const found = told(files, 'run_summary.csv');
    expect(found.map(({ code }) => code)).toEqual(['summary-disagrees']);
    expect(found[0]!.places).toEqual([{ line: 2, column: 3 }]);
    expect(told({ ...files, 'copy.csv': files['run.csv'] }, 'run.csv')).toEqual([]);
    expect(told({ ...files, 'copy.csv': files['run.csv'] }, 'copy.csv').map(({ code }) => code)).toEqual([
      'failed',
    ]);
  });

  it('says nothing of files that are no results', () => {
    expect(told({ 'package.json': '{"name": "x",' }, 'package.json')).toEqual([]);
    expect(told({ 'notes.md': '# Notes\n' }, 'notes.md')).toEqual([]);
  });

  it('ends somewhere', () => {
    const csv = `name,latency_ms,error\n${rows(200, (i) => `a,,reason ${String.fromCharCode(97 + (i % 26))}${i}`)}\n`;
    const found = told({ 'runs.csv': csv }, 'runs.csv');
    expect(found).toHaveLength(MOST_DIAGNOSTICS);
    expect(found.at(-1)!.message).toMatch(/^151 further messages/);
  });
});

describe('what the Problems panel says of benchtrail.json', () => {
  const places = (text: string): unknown[] =>
    projectDiagnostics(readProject(text, 'benchtrail.json').problems).map(({ message, places: [first] }) => [
      message.slice(0, 20),
      first?.line,
      first?.column,
    ]);

  it('has the place of each wrong entry', () => {
    const text = `{
  "titel": "x",
  "noiseFloor": 12,
  "excluded": [{ "match": "a" }, { "match": "b", "reason": "c" }],
  "mappings": [{ "match": "x", "columns": [{ "column": "y", "role": "z" }] }],
  "limits": ["p95 ttft < 500 ms", "nonsense"]
}`;
    expect(places(text)).toEqual([
      ['“noiseFloor” must be', 3, 17],
      ['Each entry of “exclu', 4, 16],
      ['The role of column “', 5, 44],
      ['“nonsense” is no lim', 6, 35],
      ['“titel” is not a set', 2, 12],
    ]);
  });

  it('has the place of text that is no JSON', () => {
    expect(places('{"title": ')).toHaveLength(1);
    expect(places('{}')).toEqual([]);
  });
});
