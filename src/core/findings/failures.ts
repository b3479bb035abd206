import type { CatalogueMeasure, CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { failedCount } from '../catalogue/numbers.ts';
import { groupBy } from '../catalogue/twins.ts';
import { errorOf } from '../contract/inspect.ts';
import { countEvidence, evidenceOf } from '../figures/evidence.ts';
import { countFigure, shareFigure } from '../figures/figure.ts';
import type { Benchmark } from '../model/measure.ts';
import { remembered } from '../model/remembered.ts';
import { groupSteps, type Steps } from '../model/steps.ts';
import type { Figure } from '../model/figure.ts';
import { code, say, words, type Inline } from '../report/inline.ts';
import { type Advice, type Finding, type FindingInput } from './finding.ts';
import { categoryName, nameList } from './names.ts';

/** One benchmark's observations, told by the measure that saw most of them fail. */
interface Attempted {
  readonly entry: CatalogueMeasure;
  readonly failed: number;
  readonly attempts: number;
  readonly message: string;
}

/** Observations of everything that may count, per benchmark: a row that fails does so once, whatever it would have measured. */
function* attemptsOf({ snapshot }: Pick<FindingInput, 'snapshot'>): Steps<Attempted[]> {
  const all: Attempted[] = [];
  for (const [index, run] of snapshot.runs.entries()) {
    if (index % RUNS_SLICE === 0) yield;
    if (run.file.status !== 'used' || run.excludedBecause !== null) continue;
    for (const attempted of yield* attemptsOfRun(run)) all.push(attempted);
  }
  return all;
}

/** So many runs are passed, and benchmarks of one judged, between two turns of the host. */
const RUNS_SLICE = 500;
const SLICE = 100;

const attemptsOfRun = remembered(function* (run: CatalogueRun): Steps<readonly Attempted[]> {
  const all: Attempted[] = [];
  const benchmarks = yield* groupSteps(run.measures, ({ benchmark }) => benchmark);
  const cases = yield* groupSteps(benchmarks, ([benchmark]) => benchmarkKey(benchmark));
  let seen = 0;
  for (const same of cases.values()) {
    const worst = worstOf(same.flatMap(([, entries]) => entries));
    if (worst !== null) all.push(worst);
    if (++seen % SLICE === 0) yield;
  }
  yield;
  return all;
});

function benchmarkKey(benchmark: Benchmark): string {
  return JSON.stringify([benchmark.name, benchmark.parameters]);
}

/** The measure that saw most observations fail, then that which saw most; the first of equal ones. */
function worstOf(entries: readonly CatalogueMeasure[]): Attempted | null {
  let worst: Omit<Attempted, 'message'> | null = null;
  for (const entry of entries) {
    const failed = failedCount(entry.measure);
    const attempts = entry.measure.samples?.values.length ?? 1;
    const isWorse =
      worst === null || failed > worst.failed || (failed === worst.failed && attempts > worst.attempts);
    if (isWorse) worst = { entry, failed, attempts };
  }
  return worst === null ? null : { ...worst, message: errorOf(worst.entry.measure) ?? 'no reason given' };
}

/** How many observations failed, each counted once: the number that the findings tell. */
export function* failedObservations(snapshot: Snapshot): Steps<number> {
  return totalOf(yield* attemptsOf({ snapshot }));
}

/** What failed and why, grouped by message; several messages are summed up first. */
export function* failures(input: FindingInput): Steps<Finding[]> {
  const all = yield* attemptsOf(input);
  const failed = all.filter((one) => one.failed > 0);
  const groups = [...groupBy(failed, ({ message }) => kindOfMessage(message)).values()].sort(
    (a, b) => totalOf(b) - totalOf(a),
  );
  const single = groups.map((group) => failureFinding(group, all));
  return groups.length > 1 ? [overall(groups, all), ...single] : single;
}

/** Messages that differ only in numbers or quoted parts are one kind. */
function kindOfMessage(message: string): string {
  return firstLine(message)
    .replace(/(?<=\w)'(?=\w)/g, '’')
    .replace(/'[^']*'|"[^"]*"/g, '‹›')
    .replace(/\d+(?:[-.]\d+)*/g, '#')
    .replace(/\bcharacters?(?: ‹›)?/g, 'character');
}

function totalOf(group: readonly Attempted[]): number {
  return group.reduce((sum, { failed }) => sum + failed, 0);
}

function runsOf(group: readonly Attempted[]): Set<CatalogueRun> {
  return new Set(group.map(({ entry }) => entry.run));
}

function failedFigure(group: readonly Attempted[]): Figure {
  const entries = group.map(({ entry }) => entry);
  const evidence = evidenceOf(
    entries,
    'failed',
    (entry, index) => entry.measure.samples?.outcomes?.[index] === 2,
  );
  return countFigure(evidence, totalOf(group), 'observations with outcome failed');
}

function attemptsIn(runs: ReadonlySet<CatalogueRun>, all: readonly Attempted[]): number {
  return all.reduce((sum, { entry, attempts }) => sum + (runs.has(entry.run) ? attempts : 0), 0);
}

function overall(groups: readonly (readonly Attempted[])[], all: readonly Attempted[]): Finding {
  const every = groups.flat();
  const runs = runsOf(every);
  const failed = failedFigure(every);
  const attempts = attemptsIn(new Set(all.map(({ entry }) => entry.run)), all);
  const share = shareFigure(
    failed.evidence,
    totalOf(every) / attempts,
    `failed / ${String(attempts)} attempted in all runs that count`,
    attempts,
  );
  const runCount = countFigure(
    countEvidence('runs with failures', '4-key-findings'),
    runs.size,
    'runs with a failed observation',
  );
  const kinds = countFigure(
    countEvidence('runs with failures', '4-key-findings'),
    groups.length,
    'kinds of error message',
  );
  const [most] = groups;
  const message = firstLine(most?.[0]?.message ?? '');
  return {
    kind: 'failure',
    category: null,
    overall: true,
    weight: Math.min(0.92, 0.6 + totalOf(every) / attempts),
    statement: say`${failed} observations (${share} of all) failed in ${runCount} runs, for ${kinds} kinds of reasons, most often ${code(message)}; they are in no statistic.`,
    detail: [],
    advice: null,
  };
}

function failureFinding(group: readonly Attempted[], all: readonly Attempted[]): Finding {
  const runs = runsOf(group);
  const total = totalOf(group);
  const attempts = attemptsIn(runs, all);
  const failed = failedFigure(group);
  const tried = countFigure(failed.evidence, attempts, 'observations attempted in these runs');
  const message = firstLine(group[0]?.message ?? '');
  const where = [...new Set([...runs].map((run) => categoryName(run.category)))];
  const runCount = countFigure(
    countEvidence('runs with failures', '4-key-findings'),
    runs.size,
    'runs with this failure',
  );
  const inRuns: Inline[] = runs.size === 1 ? [] : say` in ${runCount} runs`;
  const names = [...new Set(group.map(({ entry }) => caseName(entry)))].filter(
    (name) => name !== '' && name !== 'benchmark',
  );
  const variants = new Set(group.map((one) => firstLine(one.message))).size > 1;
  return {
    kind: 'failure',
    category: runs.size === 1 ? ([...runs][0]?.category ?? null) : null,
    weight: Math.min(0.9, 0.5 + 0.25 * (total / attempts) + Math.min(0.15, total / 100)),
    statement: [
      ...say`${failed} of ${tried} observations${inRuns} of ${nameList(where, 4)} failed: ${code(message)}${words(variants ? ' and the like' : '')}.`,
    ],
    detail: names.length > 0 && names.length <= 12 ? [say`Affected: ${nameList(names, 12)}.`] : [],
    advice: adviceFor(message, total, failed, nameList(where, 4)),
  };
}

function caseName({ benchmark }: CatalogueMeasure): string {
  const parameters = Object.values(benchmark.parameters).map(String).join(', ');
  return [benchmark.name, parameters].filter((part) => part !== '').join(' · ');
}

/** The first sentence of an error's first line, cut where it is longer than a line of a report. */
export function firstLine(message: string): string {
  const line = message.trim().split(/\r?\n/)[0] ?? '';
  if (line.length <= 140) return line;
  const sentence = /^.{30,140}?\.(?= )/.exec(line)?.[0];
  return sentence ?? `${line.slice(0, 139)}…`;
}

function adviceFor(message: string, total: number, failed: Figure, where: readonly Inline[]): Advice {
  const which = total === 1 ? say`the observation` : say`the ${failed} observations`;
  if (/triton|cuda|cudnn|tensorrt|driver/i.test(message)) {
    const text = say`Install what ${code(message)} asks for and repeat ${which} of ${where} that failed; until then that backend has no result there.`;
    return { group: 'GPU and kernel optimization', text };
  }
  return {
    group: 'Reliability',
    text: say`Remove the cause of ${code(message)} and repeat ${which} of ${where} that failed.`,
  };
}
