import { groupBy } from '../catalogue/twins.ts';
import { joinedEvidence } from '../figures/evidence.ts';
import { countFigure, pFigure, ratioFigure } from '../figures/figure.ts';
import type { Figure } from '../model/figure.ts';
import { groupSteps, type Steps } from '../model/steps.ts';
import { inSentence, metricInfo } from '../normalise/metrics.ts';
import { code, say, words, type Inline } from '../report/inline.ts';
import { comparableSets, isForeign, levelName, referenceOf, type ComparableSet } from './comparable.ts';
import { plural, sizeWeight, type Finding, type FindingInput } from './finding.ts';
import { picked } from './load-names.ts';
import { bagText, categoryCode, categoryName, nameList } from './names.ts';
import { centerFigure, rowEvidence, rowFigure } from './row-figures.ts';
import { center, sharedBag, varyingLevels, type Row } from './rows.ts';
import { testRows, type RowTest } from './two-rows.ts';
import { winners } from './winners.ts';

/** The headline metric of each run: backends and methods are told apart by one metric, not by all. */
const METRICS = [
  'latency',
  'execution-time',
  'time-per-op',
  'throughput',
  'request-throughput',
  'op-rate',
  'bandwidth',
  'compute-throughput',
  'accuracy',
];

/** Backend against backend (method, kernel, scheme…) within one run, and what many such comparisons come to. */
export function* ratios({ rows, project }: FindingInput): Steps<Finding[]> {
  const sets = comparableSets(rows);
  const settings = yield* settingsThatDiffer(sets);
  const found: Finding[] = [];
  const close: Comparison[] = [];
  for (const own of groupBy(sets, (set) => set.rows[0]?.run.id ?? '').values()) {
    const names = new Set(own.map(({ rows: [row] }) => row?.benchmark ?? ''));
    const metric = METRICS.find((wanted) => own.some((set) => set.metric === wanted)) ?? firstMetric(own);
    const told = own.filter((set) => set.metric === metric);
    for (const set of told) {
      const comparison = comparisonOf(set);
      if (comparison !== null && isClose(comparison, project.noiseFloor)) close.push(comparison);
      else if (comparison !== null) found.push(...ratioFinding(comparison, { names, settings }));
      yield;
    }
    found.push(...winners(told));
  }
  return [...found, ...closeFinding(close)];
}

function firstMetric(sets: readonly ComparableSet[]): string {
  return [...sets].sort((a, b) => metricInfo(a.metric).rank - metricInfo(b.metric).rank)[0]?.metric ?? '';
}

/** What tells the sets of a folder apart: names of benchmarks in a run, and settings by category. */
interface Apart {
  readonly names: ReadonlySet<string>;
  readonly settings: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Settings in which the runs of a category differ: only those say which of its runs is meant. */
function* settingsThatDiffer(sets: readonly ComparableSet[]): Steps<Map<string, ReadonlySet<string>>> {
  const runs = new Set(sets.flatMap(({ rows: [row] }) => (row === undefined ? [] : [row.run])));
  const byCategory = yield* groupSteps([...runs], ({ category }) => categoryName(category));
  return new Map(
    [...byCategory].map(([name, own]) => [
      name,
      new Set(varyingLevels(own.map(({ parameters }) => parameters)).keys()),
    ]),
  );
}

/** The best of a set beside what it is told against. */
interface Comparison {
  readonly set: ComparableSet;
  readonly best: Row;
  readonly other: Row;
  /** How many times better, at least one. */
  readonly ratio: number;
  readonly test: RowTest | null;
}

function comparisonOf(set: ComparableSet): Comparison | null {
  const best = set.rows.find((row) => !isForeign(row)) ?? set.rows[0];
  const reference = referenceOf(set);
  if (best === undefined || reference === null) return null;
  const other =
    best === reference ? (set.rows.find((row) => row !== best && !isForeign(row)) ?? null) : reference;
  if (other === null || other === best) return null;
  const ratio = betterBy(best, other);
  return ratio === null ? null : { set, best, other, ratio, test: testRows(best, other) };
}

function timesFigure({ set, best, other, ratio, test }: Comparison): Figure {
  const evidence = joinedEvidence([rowEvidence(best), rowEvidence(other)], best.label, 'both configurations');
  return ratioFigure(evidence, ratio, formulaOf(best, set, other), test?.n ?? null);
}

function ratioFinding(comparison: Comparison, { names, settings }: Apart): Finding[] {
  const { set, best, other, ratio, test } = comparison;
  const [bestFigure, otherFigure] = [centerFigure(best), centerFigure(other)];
  if (bestFigure === null || otherFigure === null) return [];
  const evidence = joinedEvidence([rowEvidence(best), rowEvidence(other)], best.label, 'both configurations');
  const times = timesFigure(comparison);
  const levels = countFigure(
    joinedEvidence(set.rows.map(rowEvidence), best.label, 'configurations of this run'),
    set.rows.length,
    'configurations with a result',
  );
  const certain = test !== null && test.p < 0.05;
  const wild = [best, other].filter((row) => (row.statistics.cv ?? 0) > WILD);
  const finding: Finding = {
    kind: 'ratio',
    category: best.run.category,
    weight: (wild.length > 0 ? 0.2 : certain ? 0.95 : 0.5) * sizeWeight(ratio),
    statement: [
      ...say`${code(levelName(set, best))} is the best of ${levels} by ${words(inSentence(metricInfo(set.metric).title))} in ${categoryCode(best.run.category)}${ofBenchmark(set, names)}${where(best, settings)}: ${bestFigure} against ${otherFigure} for ${code(levelName(set, other))}, ${times}${words(certain || test === null ? ' better' : ', which the test does not tell from noise')}`,
      ...(test === null ? untestedText(best, other) : testText(test, evidence)),
    ],
    detail: [...wild.flatMap((row) => wildText(set, row)), ...caveats(set)],
    advice: null,
    ...(test === null ? {} : { tested: certain }),
  };
  return [finding];
}

/** Without a test a lead inside the noise floor says nothing of which is better. */
function isClose({ ratio, test }: Comparison, noiseFloor: number): boolean {
  return test === null && ratio <= 1 + noiseFloor;
}

/** How many comparisons named no winner, in one sentence: each alone would be a claim about noise. */
function closeFinding(close: readonly Comparison[]): Finding[] {
  const sorted = [...close].sort((a, b) => a.ratio - b.ratio);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return [];
  const rows = close.flatMap(({ best, other }) => [rowEvidence(best), rowEvidence(other)]);
  const evidence = joinedEvidence(rows, 'comparisons', 'all comparisons without a winner');
  const count = countFigure(evidence, close.length, 'untested comparisons within the noise floor');
  const [low, high] = [timesFigure(least), timesFigure(most)];
  const leads = low.text === high.text ? say`${low}` : say`${low} to ${high}`;
  const where = nameList([...new Set(close.map(({ best }) => categoryName(best.run.category)))]);
  return [
    {
      kind: 'ratio',
      category: close.length === 1 ? least.best.run.category : null,
      weight: 0.01,
      statement: say`${count} ${words(plural(close.length, 'comparison names', 'comparisons name'))} no winner: nothing could be tested, and the best leads by ${leads}, which is inside the noise floor (in ${where}).`,
      detail: [],
      advice: null,
    },
  ];
}

/** From this coefficient of variation on, a mean is made by a few of its values, and so is a ratio of means. */
const WILD = 1;

function wildText(set: ComparableSet, row: Row): Inline[][] {
  const cv = rowFigure(row, 'cv');
  return cv === null
    ? []
    : [
        say`The mean of ${code(levelName(set, row))} has a coefficient of variation of ${cv}, so a few of its values make this ratio.`,
      ];
}

/** Which benchmark a set is of, where the run has several, and what all of its rows were run with. */
function ofBenchmark(set: ComparableSet, names: ReadonlySet<string>): Inline[] {
  const name = set.rows[0]?.benchmark ?? '';
  const bags = set.rows.map((row) => row.entries[0]?.benchmark.parameters ?? {});
  const shared = bagText(sharedBag(bags));
  if (set.parameter === 'benchmark') return [];
  if (names.size > 1 && name !== '') return say` for ${code(shared === null ? name : `${name} (${shared})`)}`;
  return shared === null ? [] : say` with ${code(shared)}`;
}

/** How many times better, at least one; null where a ratio says nothing. */
function betterBy(best: Row, other: Row): number | null {
  const [a, b] = [center(best)?.value ?? 0, center(other)?.value ?? 0];
  if (a <= 0 || b <= 0) return null;
  return best.direction === 'higher' ? a / b : b / a;
}

function formulaOf(best: Row, set: ComparableSet, other: Row): string {
  const [name, otherName] = [levelName(set, best), levelName(set, other)];
  return best.direction === 'higher' ? `${name} / ${otherName}` : `${otherName} / ${name}`;
}

function where(row: Row, settings: Apart['settings']): Inline[] {
  const device = row.parameters.device;
  const differing = settings.get(categoryName(row.run.category));
  const rest = bagText(picked(row.run.parameters, [...(differing ?? [])]), NOT_TOLD);
  if (device === undefined) return rest === null ? [] : say` (${code(rest)})`;
  return say` on ${code(String(device))}`;
}

const NOT_TOLD = new Set(['device', 'model', 'model_name', 'prompts']);

/** Why there is no test: two things that call for different remedies. */
function untestedText(best: Row, other: Row): Inline[] {
  return best.statistics.n === null || other.statistics.n === null
    ? say`; not tested, because the file does not say over how many repetitions.`
    : say`; too few repetitions to test it.`;
}

function testText(test: RowTest, evidence: ReturnType<typeof joinedEvidence>): Inline[] {
  const p = pFigure(
    evidence,
    test.p,
    `two-sided ${test.test} test${test.test === 'Welch' ? ' from the tool’s summaries' : ''}`,
    test.n,
  );
  const source = test.test === 'Welch' ? ' from the tool’s summaries' : '';
  return say` (${words(`${test.test}${source}`)}, p ${p}).`;
}

/** What makes levels of a set unequal beside the parameter: a session that ran on another device. */
function caveats(set: ComparableSet): Inline[][] {
  return set.rows.filter(isForeign).map((row) => {
    const provider = String(row.entries[0]?.benchmark.parameters.provider ?? '');
    return say`${code(levelName(set, row))} ran with ${code(provider)}, not on ${code(String(row.parameters.device ?? ''))}: its time is not one of that device.`;
  });
}
