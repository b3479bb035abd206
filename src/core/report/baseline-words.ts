import type { CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { countEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import { plural } from '../findings/finding.ts';
import { DAY_MS, OLD_DAYS } from '../insight/baseline-words.ts';
import { startMillis } from '../insight/run-times.ts';
import type { BaselineSides } from './baseline-sides.ts';
import { code, say, words, type Inline } from './inline.ts';
import { dateRange } from './ingestion.ts';

/** "`runs/before/`", "the previous run of each series". */
export function baselineName(title: string | null): Inline[] {
  return title === null ? [words('the previous run of each series')] : [code(title)];
}

/** The baseline and the days on which it ran, for the report's header; the file's own time is no start. */
export function baselineHeader({ title, before }: Pick<BaselineSides, 'title' | 'before'>): Inline[] {
  const range = dateRange(countingRuns(before));
  return [...baselineName(title), ...(range === null ? [] : say`, ${range}`)];
}

/** How many runs a baseline has, when they ran, and how old the last was on the report's day (ISO); sentences. */
export function baselineStory(
  { title, before }: Pick<BaselineSides, 'title' | 'before'>,
  date: string | undefined,
): Inline[] {
  const runs = countingRuns(before);
  const range = dateRange(runs);
  const evidence = countEvidence('runs of the baseline', 'what-changed-against-the-baseline');
  const count = countFigure(evidence, runs.length, 'runs of the baseline that count');
  const held =
    title === null
      ? say`The last run of each series is compared with the one before it`
      : say`Its results are compared with all others of this report`;
  return [
    ...say`The baseline is ${baselineName(title)}: ${count} ${words(plural(runs.length, 'run', 'runs'))}`,
    ...(range === null ? say`; when they ran, their files do not say` : say` ${range}`),
    ...ageWords(runs, date),
    ...say`. ${held}.`,
  ];
}

function ageWords(runs: readonly CatalogueRun[], date: string | undefined): Inline[] {
  const starts = runs.flatMap((run) => (run.startedAtFrom === 'mtime' ? [] : (startMillis(run) ?? [])));
  const today = date === undefined ? NaN : Date.parse(date);
  if (starts.length === 0 || Number.isNaN(today)) return [];
  const last = starts.reduce((a, b) => Math.max(a, b));
  const days = Math.round((today - Math.floor(last / DAY_MS) * DAY_MS) / DAY_MS);
  if (days <= 0) return [];
  const evidence = countEvidence('age of the baseline', 'what-changed-against-the-baseline');
  const count = countFigure(evidence, days, 'days from the last run of the baseline to this report');
  const old = days > OLD_DAYS ? say`; a newer one may say more` : [];
  return say`, ${count} ${words(plural(days, 'day', 'days'))} before this report${old}`;
}

function countingRuns({ runs }: Snapshot): CatalogueRun[] {
  return runs.filter(({ measures }) => measures.some(({ counted }) => counted));
}
