import type { CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { categoryName } from '../findings/names.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { againstText, describeBaseline, runTitle } from './baseline-words.ts';
import { headlineChange, headlineSentence } from './headline-change.ts';
import { headlineOfRun } from './headline.ts';
import { compareStart } from './run-times.ts';
import type { DescriptionContext } from './tooltip.ts';

/** Runs of a snapshot that count and whose ids are not known yet, oldest first. */
export function newRunsOf(snapshot: Snapshot, known: ReadonlySet<string>): CatalogueRun[] {
  return snapshot.runs
    .filter((run) => !known.has(run.id) && run.measures.some(({ counted }) => counted))
    .sort(compareStart);
}

/** What a notification says of a new run: its headline, and how it changed against its baseline, with the verdict. */
export function newRunSentence(
  run: CatalogueRun,
  { baselines, noiseFloor, now }: DescriptionContext,
): string {
  const name = `${runTitle(run)} (${categoryName(run.category)})`;
  const headline = headlineOfRun(run);
  if (headline === null) return `New run: ${name}.`;
  const { metric, text } = headline.figure;
  const value = `${metricInfo(metric ?? '').title} ${text}`;
  const change = headlineChange(headline, baselines, noiseFloor);
  if (change === null) return `New run: ${name}, ${value}. There is nothing to hold it against.`;
  const against = againstText(describeBaseline(change.baseline, run, now));
  return `New run: ${name}, ${value}. ${headlineSentence(change, against)}`;
}
