import { coldWarmSplits, type ColdWarmSplit } from '../findings/cold-start.ts';
import { categoryName } from '../findings/names.ts';
import { mapSteps, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { code, say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';

/** Cold and warm medians of each run that has both. */
export function* coldWarmRows({ snapshot }: ReportInput): Steps<(readonly (readonly Inline[])[])[]> {
  return yield* mapSteps(yield* coldWarmSplits(snapshot), coldWarmRow, 20);
}

function coldWarmRow({ run, metric, figures }: ColdWarmSplit): readonly (readonly Inline[])[] {
  return [
    [code(categoryName(run.category))],
    [code(run.file.path.split('/').slice(-1).join('/'))],
    [words(metricInfo(metric).short)],
    figures.withoutReload === null
      ? say`${figures.coldRows}`
      : say`${figures.coldRows} + ${figures.withoutReload}`,
    say`${figures.coldMedian}`,
    say`${figures.warmRows}`,
    say`${figures.warmMedian}`,
    say`${figures.ratio}`,
  ];
}
