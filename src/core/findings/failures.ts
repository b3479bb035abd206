import { countEvidence } from '../figures/evidence.ts';
import { evidenceOf } from '../figures/evidence.ts';
import { countFigure, shareFigure } from '../figures/figure.ts';
import { errorOf } from '../contract/inspect.ts';
import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { groupBy } from '../catalogue/twins.ts';
import { code, say, type Inline } from '../report/inline.ts';
import type { Advice, Finding, FindingInput } from './finding.ts';
import { categoryName, nameList } from './names.ts';

/** One benchmark's failed observations, told by the measure that saw most of them. */
interface FailedCase {
  readonly entry: CatalogueMeasure;
  readonly count: number;
  readonly attempts: number;
  readonly message: string;
}

/** Failed observations of everything that counts, per benchmark: a row that fails does so once, whatever it would have measured. */
export function failedCases(input: FindingInput): FailedCase[] {
  const cases: FailedCase[] = [];
  for (const run of input.snapshot.runs) {
    const counted = run.measures.filter(
      (entry) => entry.run.file.status === 'used' && entry.run.excludedBecause === null,
    );
    for (const entries of groupBy(counted, (entry) => benchmarkKey(entry)).values()) {
      const worst = entries.map((entry) => failuresOf(entry)).sort((a, b) => b.count - a.count)[0];
      if (worst !== undefined && worst.count > 0) cases.push(worst);
    }
  }
  return cases;
}

function benchmarkKey({ benchmark }: CatalogueMeasure): string {
  return JSON.stringify([benchmark.name, benchmark.parameters]);
}

function failuresOf(entry: CatalogueMeasure): FailedCase {
  const outcomes = entry.measure.samples?.outcomes ?? null;
  const attempts = entry.measure.samples?.values.length ?? 1;
  const count =
    outcomes === null
      ? entry.measure.outcome === 'failed'
        ? 1
        : 0
      : outcomes.reduce((n, code_) => n + (code_ === 2 ? 1 : 0), 0);
  return { entry, count, attempts, message: errorOf(entry.measure) ?? 'no reason given' };
}

/** What failed and why, grouped by message. */
export function failures(input: FindingInput): Finding[] {
  const cases = failedCases(input);
  return [...groupBy(cases, ({ message }) => message)].map(([message, group]) =>
    failureFinding(message, group),
  );
}

function failureFinding(message: string, group: readonly FailedCase[]): Finding {
  const evidence = evidenceOf(
    group.map(({ entry }) => entry),
    'failed',
    (entry, index) => entry.measure.samples?.outcomes?.[index] === 2,
  );
  const total = group.reduce((sum, { count }) => sum + count, 0);
  const attempts = group.reduce((sum, { attempts: n }) => sum + n, 0);
  const failed = countFigure(evidence, total, 'observations with outcome failed');
  const share = shareFigure(evidence, total / attempts, 'failed / attempted in these benchmarks', attempts);
  const runs = new Set(group.map(({ entry }) => entry.run));
  const runFigure = countFigure(countEvidence('runs with this failure', 'sources'), runs.size, 'runs');
  const where = [...new Set([...runs].map((run) => categoryName(run.category)))];
  const names = [...new Set(group.map(({ entry }) => caseName(entry)))];
  const what: Inline[] = total === 1 ? say`One observation failed` : say`${failed} observations failed`;
  const inRuns: Inline[] = runs.size === 1 ? [] : say` in ${runFigure} runs`;
  const all = total === attempts ? say` (all that were tried)` : say` (${share} of those tried)`;
  return {
    kind: 'failure',
    category: runs.size === 1 ? ([...runs][0]?.category ?? null) : null,
    weight: Math.min(1, 0.55 + 0.25 * (total / attempts) + Math.min(0.15, total / 100)),
    statement: [...what, ...inRuns, ...all, ...say` in ${nameList(where, 4)}: ${code(firstLine(message))}.`],
    detail: names.some((name) => name !== '')
      ? [
          say`Affected: ${nameList(
            names.filter((name) => name !== ''),
            8,
          )}.`,
        ]
      : [],
    advice: adviceFor(message, total, failed),
  };
}

function caseName({ benchmark }: CatalogueMeasure): string {
  const parameters = Object.values(benchmark.parameters).map(String).join(', ');
  return [benchmark.name, parameters].filter((part) => part !== '').join(' · ');
}

/** The first line of an error, cut where it is longer than a line of a report. */
export function firstLine(message: string): string {
  const line = message.trim().split(/\r?\n/)[0] ?? '';
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}

function adviceFor(message: string, total: number, failed: ReturnType<typeof countFigure>): Advice {
  const which = total === 1 ? say`the observation that failed` : say`the ${failed} observations that failed`;
  if (/triton|cuda|cudnn|tensorrt|driver/i.test(message)) {
    return {
      group: 'GPU and kernel optimization',
      text: say`Install what ${code(firstLine(message))} asks for and repeat ${which}; until then the backend has no result to be compared.`,
    };
  }
  return {
    group: 'Reliability',
    text: say`Remove the cause of ${code(firstLine(message))} and repeat ${which}.`,
  };
}
