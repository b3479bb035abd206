import { groupBy } from '../catalogue/twins.ts';
import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { evidenceOf, joinedEvidence } from '../figures/evidence.ts';
import { changeFigure, countFigure, figure, pFigure } from '../figures/figure.ts';
import type { Evidence, Figure } from '../model/figure.ts';
import { filterSteps, mapSteps, runToEnd, type Steps } from '../model/steps.ts';
import { inSentence, metricInfo } from '../normalise/metrics.ts';
import { code, fileLink, say, words, type Inline } from '../report/inline.ts';
import { benjaminiHochberg } from '../stats/adjust.ts';
import type { HistoryStep } from '../stats/history.ts';
import type { HistoryLevel } from '../stats/levels.ts';
import type { Finding, FindingInput } from './finding.ts';
import { histories, historiesSteps, type History } from './histories.ts';
import { categoryCode, categoryName, configurationCode, scalarText } from './names.ts';
import type { Row } from './rows.ts';

/** A step that a test confirms, in a metric that has a better direction. */
export interface ConfirmedStep {
  readonly history: History;
  readonly step: HistoryStep;
  /** Over all candidates of the folder (Benjamini-Hochberg). */
  readonly p: number;
  /** The first run on the new level, and the run before it. */
  readonly run: CatalogueRun;
  readonly last: CatalogueRun;
}

const ALPHA = 0.05;

/** The latest step of each history, where it is telling, stays, and is told from noise by a test. */
export function confirmedSteps(rows: readonly Row[], noiseFloor: number): readonly ConfirmedStep[] {
  return known.get(histories(rows, noiseFloor)) ?? runToEnd(confirmedStepsSteps(rows, noiseFloor));
}

const known = new WeakMap<readonly History[], readonly ConfirmedStep[]>();

/** The same in slices: afterwards `confirmedSteps` answers at once. */
export function* confirmedStepsSteps(
  rows: readonly Row[],
  noiseFloor: number,
): Steps<readonly ConfirmedStep[]> {
  const all = yield* historiesSteps(rows, noiseFloor);
  const before = known.get(all);
  if (before !== undefined) return before;
  const candidates = (yield* mapSteps(all, candidatesOf, 50)).flat();
  const adjusted = benjaminiHochberg(candidates.map(({ p }) => p));
  const overall = chancesOverAll(candidates, all);
  const confirmed = candidates
    .map((candidate, index) => ({ ...candidate, p: adjusted[index] ?? 1 }))
    .filter(({ p }, index) => p < ALPHA && (overall[index] ?? 1) < ALPHA);
  known.set(all, confirmed);
  return confirmed;
}

/**
 * Of thousands of histories some have a step by chance: how likely each step is with all histories that were searched
 * (Benjamini-Hochberg; those without a candidate count with 1).
 */
function chancesOverAll(candidates: readonly ConfirmedStep[], all: readonly History[]): readonly number[] {
  const searched = all.filter(({ analysis }) => analysis !== null).length;
  const chances = candidates.map(({ step }) => step.chance);
  return benjaminiHochberg([...chances, ...Array.from({ length: searched - chances.length }, () => 1)]);
}

/** The latest telling step of a history, with its p before it is adjusted; none or one. */
function candidatesOf(history: History): ConfirmedStep[] {
  const step = history.analysis?.steps.findLast(({ telling, returned }) => telling && !returned);
  const p = step?.p ?? null;
  const [run, last] = [history.rows[step?.at ?? -1]?.run, history.rows[(step?.at ?? 0) - 1]?.run];
  if (step === undefined || p === null || run === undefined || last === undefined) return [];
  return [{ history, step, p, run, last }];
}

/** Steps in the history of the runs, those that came with one run told together. */
export function* steps({ rows, project }: FindingInput): Steps<Finding[]> {
  const confirmed = yield* confirmedStepsSteps(rows, project.noiseFloor);
  const groups = groupBy(confirmed, ({ run, step }) => `${run.id}\u0000${step.kind}`);
  const told: Finding[] = [];
  for (const group of groups.values()) {
    const [first] = [...group].sort((a, b) => size(b) - size(a));
    if (first === undefined) throw new RangeError('a group has a member');
    const all = histories(rows, project.noiseFloor);
    told.push(group.length === 1 ? single(first) : yield* several(first, group, all));
    yield;
  }
  return told;
}

function size({ step }: ConfirmedStep): number {
  return Math.abs(step.change ?? 0);
}

function weightOf(step: ConfirmedStep): number {
  const base = step.step.kind === 'worse' ? 0.6 : 0.4;
  return Math.min(0.9, base + size(step));
}

function single(found: ConfirmedStep): Finding {
  const { history, step, run } = found;
  const [row] = history.rows;
  if (row === undefined) throw new RangeError('a history has runs');
  return {
    kind: 'step',
    category: run.category,
    weight: weightOf(found),
    statement: say`${words(metricInfo(row.metric).title)} of ${configurationCode(row)} in ${categoryCode(run.category)} ${words(verbOf(step))} by ${changeOf(found)} with ${runLink(run)} and stayed there: ${levelInlines(history, step.before)} before, ${levelInlines(history, step.after)} since (p ${probability(found)}).`,
    detail: whatChanged(found),
    advice: adviceOf(found),
  };
}

function* several(
  largest: ConfirmedStep,
  group: readonly ConfirmedStep[],
  all: readonly History[],
): Steps<Finding> {
  const { run, step } = largest;
  const having = yield* filterSteps(
    all,
    ({ rows: own, analysis }) => analysis !== null && own.some((row) => row.run === run),
  );
  const parts = yield* mapSteps(group, evidenceOfStep, 50);
  const evidence = joinedEvidence(parts, 'histories with a step', run.id);
  yield;
  const count = countFigure(evidence, group.length, `histories with a step at ${run.id}`);
  const total = countFigure(evidence, having.length, `histories that are long enough and have ${run.id}`);
  const [row] = largest.history.rows;
  const what =
    row === undefined
      ? []
      : say`${words(inSentence(metricInfo(row.metric).title))} of ${configurationCode(row)}`;
  const categories = new Set(group.map((one) => categoryName(one.run.category)));
  return {
    kind: 'step',
    category: categories.size === 1 ? run.category : null,
    overall: true,
    weight: Math.min(0.92, weightOf(largest) + 0.02 * group.length),
    statement: say`With ${runLink(run)} ${count} of ${total} histories ${words(step.kind === 'worse' ? 'got worse' : 'got better')} and stayed there, most of all ${what} by ${changeOf(largest)} (p ${probability(largest)}).`,
    detail: whatChanged(largest),
    advice: adviceOf(largest),
  };
}

function verbOf({ before, after }: HistoryStep): string {
  return after.value > before.value ? 'rose' : 'fell';
}

function runLink({ file }: CatalogueRun): Inline {
  return fileLink(file.root, file.path);
}

function rowsOfLevel({ rows }: History, { from, to }: HistoryLevel): Row[] {
  return rows.slice(from, to + 1);
}

function evidenceOfLevel(history: History, level: HistoryLevel): Evidence {
  const own = rowsOfLevel(history, level);
  return evidenceOf(
    own.flatMap(({ entries }) => entries),
    `${String(own.length)} runs of ${own[0]?.run.series ?? ''}`,
  );
}

function evidenceOfStep({ history, step }: ConfirmedStep): Evidence {
  const parts = [evidenceOfLevel(history, step.before), evidenceOfLevel(history, step.after)];
  return joinedEvidence(parts, history.rows[0]?.label ?? '', 'runs on both levels');
}

/** "100 ms over 14 runs". */
function levelInlines(history: History, level: HistoryLevel): Inline[] {
  const evidence = evidenceOfLevel(history, level);
  const own = rowsOfLevel(history, level);
  const [row] = own;
  const median = figure(evidence, {
    metric: row?.metric ?? null,
    statistic: 'median',
    value: level.value,
    unit: row?.unit ?? null,
    n: own.length,
    formula: 'median of the runs on this level',
  });
  return say`${median} over ${countFigure(evidence, own.length, 'runs on this level')} runs`;
}

function changeOf(found: ConfirmedStep): Figure {
  const { before, after } = found.step;
  const evidence = evidenceOfStep(found);
  const n = after.to - before.from + 1;
  if (found.step.change === null) return shiftOf(found, evidence, n);
  return changeFigure(evidence, found.step.change, 'level after / level before − 1', n);
}

/** The difference of the levels, where the one before is 0 and there is no ratio. */
function shiftOf({ history, step }: ConfirmedStep, evidence: Evidence, n: number): Figure {
  const [row] = history.rows;
  return figure(evidence, {
    metric: row?.metric ?? null,
    statistic: 'change',
    value: step.after.value - step.before.value,
    unit: row?.unit ?? null,
    n,
    formula: 'level after − level before',
  });
}

function probability(found: ConfirmedStep): Figure {
  return pFigure(
    evidenceOfStep(found),
    found.p,
    'Mann-Whitney test of the runs on both levels, times the places where the step could be, adjusted over all histories (Benjamini-Hochberg)',
    found.step.after.to - found.step.before.from + 1,
  );
}

/** What the two runs at the step record differently: beside the step, not its proven cause. */
function whatChanged({ last, run }: ConfirmedStep): Inline[][] {
  const before: Record<string, unknown> = { ...last.environment, 'tool version': last.toolVersion };
  const after: Record<string, unknown> = { ...run.environment, 'tool version': run.toolVersion };
  const changed = Object.keys(after).filter(
    (key) =>
      before[key] !== undefined && before[key] !== null && after[key] !== null && before[key] !== after[key],
  );
  const [key] = changed;
  if (key === undefined) return [];
  const text = (value: unknown): string =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? scalarText(value)
      : '';
  const others = changed.length > 1 ? say`, among other things` : [];
  return [
    say`Between these two runs ${code(key)} changed from ${code(text(before[key]))} to ${code(text(after[key]))}${others}, which may or may not be the cause.`,
  ];
}

function adviceOf(found: ConfirmedStep): Finding['advice'] {
  if (found.step.kind !== 'worse') return null;
  const { last, run } = found;
  return {
    group: 'Benchmarking strategy',
    text: say`Look for what changed between ${runLink(last)} and ${runLink(run)}: the level moved by ${changeOf(found)} there and has not come back.`,
  };
}
