import { problem } from '../model/problem.ts';
import type { Bag, Scalar } from '../model/measure.ts';
import type { Stamp } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { readMarkdown, type MarkdownCell, type MarkdownPage, type MarkdownTable } from '../text/markdown.ts';
import { parseNumber } from '../text/number.ts';
import { identityOf, type ResultBuilder, type RunBuilder } from './build.ts';
import { environmentKey } from './environment.ts';
import { llamaSetting, rateSpec, testName, type LlamaWork } from './llama-bench-tests.ts';

const TEST = /^(?:pp(?<prompt>\d+))?\+?(?:tg(?<gen>\d+))?(?:\s*@\s*d(?<depth>\d+))?$/;
const RATE = /^(?<mean>[\d.]+)(?:\s*(?:±|\+\/-)\s*(?<spread>[\d.]+))?$/;
const DEVICE = /^(?:ggml_\w+:\s*|\s*Device\s+)\d+\s*[=:]\s*(?<name>[^|(,]+?)\s*(?:[|(,].*)?$/;

/** Reads llama-bench's Markdown tables of a page or a log, one run per table; the number of tables. */
export function* readLlamaMarkdown(text: string, out: ResultBuilder): Steps<number> {
  const page = yield* readMarkdown(text, { fenced: true });
  const tables = page.tables.filter(isLlamaTable);
  const builds = buildLines(text);
  for (const found of failures(text)) out.problem(found);
  tables.forEach((table) => {
    const context = { table, build: builds.find(({ line }) => line > table.line)?.build ?? null, page };
    readTable(context, tables.length > 1, out);
  });
  return tables.length;
}

/** Whether a Markdown table is one of llama-bench. */
export function isLlamaTable(table: MarkdownTable): boolean {
  const names = table.header.map((cell) => cell.text);
  return ['model', 'test', 't/s'].every((name) => names.includes(name));
}

interface TableContext {
  readonly table: MarkdownTable;
  readonly build: string | null;
  readonly page: MarkdownPage;
}

function readTable({ table, build, page }: TableContext, several: boolean, out: ResultBuilder): void {
  for (const found of table.problems) out.problem(found);
  const section = several && table.heading !== null ? { section: table.heading } : {};
  const open = (name: string): RunBuilder =>
    out.run({
      name,
      tool: 'llama-bench',
      toolVersion: build,
      startedAt: dateOf(page),
      environment: { ...environmentOf(page), ...devicesOf(table.intro) },
      parameters: section,
    });
  let run = open(several ? (table.heading ?? `line ${table.line}`) : '');
  let seen = new Set<string>();
  for (const row of table.rows) {
    const test = rowTest(table, row);
    if (test === null) {
      out.problem(
        problem('warning', 'This row has no test and rate as llama-bench writes them.', row[0]?.place.line),
      );
      continue;
    }
    const identity = identityOf(testName(test.work), test.parameters);
    if (seen.has(identity)) {
      run = open(`line ${test.rate.place.line}`);
      seen = new Set();
    }
    seen.add(identity);
    readRate(test, run, out);
  }
}

interface RowTest {
  readonly work: LlamaWork;
  readonly parameters: Bag;
  readonly rate: MarkdownCell;
}

function rowTest(table: MarkdownTable, row: readonly MarkdownCell[]): RowTest | null {
  const names = table.header.map((cell) => cell.text);
  const test = TEST.exec(row[names.indexOf('test')]?.text ?? '-')?.groups;
  const rate = row[names.indexOf('t/s')];
  if (test === undefined || rate === undefined || rate.text === '') return null;
  const work = { prompt: countOf(test.prompt), gen: countOf(test.gen), depth: countOf(test.depth) };
  const parameters: Record<string, Scalar> = {};
  row.forEach((cell, column) => {
    const name = names[column] ?? '';
    if (name === '' || name === 'test' || name === 't/s') return;
    const number = /^\d[\d.]*$/.test(cell.text) ? parseNumber(cell.text) : NaN;
    const setting = llamaSetting(name, Number.isNaN(number) ? cell.text : number);
    if (setting !== null) parameters[setting[0]] = setting[1];
  });
  return {
    work,
    parameters: { ...parameters, n_prompt: work.prompt, n_gen: work.gen, n_depth: work.depth },
    rate,
  };
}

function readRate({ work, parameters, rate }: RowTest, run: RunBuilder, out: ResultBuilder): void {
  const parts = RATE.exec(rate.text)?.groups;
  const measure = run
    .benchmark(testName(work), parameters)
    .measure('t/s', { ...rateSpec(work), column: 't/s' });
  const mean = Number(parts?.mean);
  if (parts === undefined || !Number.isFinite(mean)) {
    measure.sample(NaN, rate.place, { outcome: 'failed', error: `"${rate.text}" is no rate` });
    out.problem(problem('warning', `"${rate.text}" is no rate.`, rate.place.line, rate.place.column));
    return;
  }
  measure.reported(
    { mean, stddev: parts.spread === undefined ? undefined : Number(parts.spread) },
    rate.place,
  );
}

function countOf(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(digits);
}

/** `build: 34ce48d97 (7356)` stands below its tables. */
function buildLines(text: string): { line: number; build: string }[] {
  const found: { line: number; build: string }[] = [];
  text.split('\n').forEach((line, index) => {
    const groups = /^build:\s*(?<commit>[0-9a-f]{6,40})\s*\((?<number>\d+)\)/.exec(line)?.groups;
    if (groups !== undefined)
      found.push({ line: index + 1, build: `${groups.number ?? ''} (${groups.commit ?? ''})` });
  });
  return found;
}

/** Lines in which llama.cpp says that it could not run a test. */
function failures(text: string): ReturnType<typeof problem>[] {
  return text.split('\n').flatMap((line, index) => {
    if (!/^(?:main|llama_\w+|ggml_\w+)?:?\s*(?:error|failed to)\b/i.test(line)) return [];
    return [problem('warning', `llama-bench reported a failure: ${line.trim()}`, index + 1, 1)];
  });
}

/** The devices that llama.cpp names in the lines above a table. */
function devicesOf(intro: readonly string[]): Bag {
  const names = intro.flatMap((line) => DEVICE.exec(line)?.groups?.name ?? []);
  const distinct = [...new Set(names)];
  return distinct.length === 0 ? {} : { gpu: distinct.join(', '), gpu_count: names.length };
}

/** Facts of the machine that a script printed above the tables. */
function environmentOf(page: MarkdownPage): Bag {
  const bag: Record<string, Scalar> = {};
  for (const { key, value } of page.items) {
    const name = environmentKey(key);
    if (name !== null && !(name in bag) && value.trim() !== '') bag[name] = value.trim();
  }
  return bag;
}

function dateOf(page: MarkdownPage): Stamp | null {
  const date = page.items.find(({ key }) => /^date$/i.test(key));
  return date === undefined ? null : parseStamp(date.value);
}
