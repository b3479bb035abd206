import { filterSteps, mapSteps, type Steps } from '../model/steps.ts';
import { inSentence, metricInfo } from '../normalise/metrics.ts';
import { isOfTracedCalls } from '../normalise/traced-calls.ts';
import { code, say, words, type Inline } from '../report/inline.ts';
import type { Finding, FindingInput } from './finding.ts';
import { LOADS, loadValue } from './load-names.ts';
import { categoryCode, configurationCode } from './names.ts';
import { nFigure, rowFigure } from './row-figures.ts';
import { perRun } from './row-parts.ts';
import { isExtreme, type Row } from './rows.ts';

/** Above this coefficient of variation a mean of repetitions of one configuration says little. */
const NOISY = 0.2;

/** Configurations whose repetitions scatter so much that their mean should not be trusted. */
export function* noise({ rows }: FindingInput): Steps<Finding[]> {
  return (yield* noiseOfRuns(rows)).flat();
}

const noiseOfRuns = perRun(function* (rows): Steps<readonly Finding[]> {
  const found = yield* filterSteps(
    rows,
    (row) =>
      (row.statistics.cv ?? 0) > NOISY &&
      (row.direction === 'lower' || row.direction === 'higher') &&
      row.entries.length === 1 &&
      (row.statistics.cold ?? 0) === 0 &&
      !isWellKnown(row) &&
      isRepetition(row),
  );
  const told = yield* mapSteps(found, noisy, 50);
  return told.filter((finding) => finding !== null);
});

/**
 * Repetitions of one thing: requests with different prompts, calls of a traced program, what was logged over time and the
 * extremes of its intervals vary by nature, and a CV of a few allocations says nothing of the machine.
 */
function isRepetition(row: Row): boolean {
  const samples = row.entries[0]?.measure.samples ?? null;
  const labels = samples?.labels ?? [];
  return (
    row.kind !== 'timeseries' &&
    row.kind !== 'value' &&
    (samples?.times ?? null) === null &&
    !isExtreme(row) &&
    !isOfTracedCalls(row.label) &&
    !COUNTED.test(row.unit ?? '') &&
    !isRequestTime(row) &&
    !REQUESTS.test(row.benchmark) &&
    !labels.some(({ name }) => /prompt|request|query|test/i.test(name))
  );
}

/** The benchmark that formats make of the requests of a test. */
const REQUESTS = /^requests?$/i;

/** Units of what is counted rather than timed. */
const COUNTED = /^(?:count|alloc|B)(?:\/op)?$/;

/**
 * Times of requests, and whatever a load generator sums up over its seconds, are distributions under a load, not repetitions of
 * one thing.
 */
export function isRequestTime({ benchmark: name, direction, kind, run, entries }: Row): boolean {
  if (direction !== 'lower' && kind !== 'summary') return false;
  if (REQUESTS.test(name)) return true;
  return entries.some(({ benchmark }) => {
    const parameters = { ...run.parameters, ...benchmark.parameters };
    return LOADS.some((load) => (loadValue(parameters[load]) ?? 0) > 1);
  });
}

/** So many iterations give a mean that is certain, however far single ones scatter. */
const MANY = 1000;

/** A distribution of very many iterations, whose mean is known to a few per cent. */
function isWellKnown({ statistics: { n, cv } }: Row): boolean {
  return n !== null && n >= MANY && (cv ?? 0) / Math.sqrt(n) < 0.05;
}

/** One call took more time than all others together: what a first, cold call among fast ones leaves. */
function isOneCall({ direction, statistics: { n, cv, max, mean } }: Row): boolean {
  if (direction !== 'lower' || max === null || mean === null || cv === null || mean <= 0) return false;
  // Without n: one value far above n − 1 equal ones has a CV of √(n − 1) and is n times their mean.
  const calls = n ?? cv ** 2 + 1;
  return n === null ? Math.abs(max / mean / calls - 1) < 0.3 : max > (n * mean) / 2;
}

function noisy(row: Row): Finding | null {
  const [mean, cv, max] = [rowFigure(row, 'mean'), rowFigure(row, 'cv'), rowFigure(row, 'max')];
  if (mean === null || cv === null) return null;
  const n = nFigure(row);
  const repetitions: Inline[] = n === null ? [] : say` over ${n} repetitions`;
  const extreme: Inline[] =
    max === null ? [] : say`, the ${words(/^s(?:\/|$)/.test(row.unit ?? '') ? 'slowest' : 'highest')} ${max}`;
  const isWild = isOneCall(row);
  const advice = isWild
    ? say`Repeat ${configurationCode(row)} of ${code(row.run.file.path)} with warm-up calls that are not counted, and report its median.`
    : (row.statistics.n ?? 0) < MANY
      ? say`Repeat ${configurationCode(row)} of ${code(row.run.file.path)} more often on a machine with nothing else to do, and report its median.`
      : say`Report the median of ${configurationCode(row)} of ${code(row.run.file.path)} beside its mean, which a few of its values move.`;
  const why = isWild
    ? say`One call took more time than all others together, as a first, cold call does.`
    : [];
  return {
    kind: 'noise',
    category: row.run.category,
    weight: Math.min(0.6, 0.2 + 0.3 * (row.statistics.cv ?? 0)),
    statement: say`${configurationCode(row)} in ${categoryCode(row.run.category)} is too noisy for its mean to be used: ${words(inSentence(metricInfo(row.metric).title))} ${mean} with a coefficient of variation of ${cv}${repetitions}${row.direction === 'lower' ? extreme : []}.`,
    detail: why.length > 0 ? [why] : [],
    advice: { group: 'Benchmarking strategy', text: advice },
  };
}
