import { isKeptCopy } from '../catalogue/twins.ts';
import { countEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import type { SourceFile } from '../model/file.ts';
import { filterSteps, type Steps } from '../model/steps.ts';
import { enumerate, say, words } from '../report/inline.ts';
import { plural, type Finding, type FindingInput } from './finding.ts';

/** How much of the folder says the same twice: averaging over all files would count it double. */
export function* duplicates({ snapshot }: FindingInput): Steps<Finding[]> {
  const data = yield* filterSteps(snapshot.files, (file) => file.role !== 'document');
  const twins = (yield* filterSteps(data, (file) => file.status === 'duplicate')).length;
  const derived = (yield* filterSteps(data, (file) => file.status === 'derived')).length;
  if (twins + derived === 0) return [];
  const evidence = countEvidence('files by status', 'files');
  const counting = (yield* filterSteps(snapshot.files, (file) => file.status === 'used')).length;
  const used = say`${countFigure(evidence, counting, 'files with status used')} that ${words(plural(counting, 'counts', 'count'))}`;
  const duplicate = countFigure(evidence, twins, 'data files with status duplicate');
  const summaries = countFigure(evidence, derived, 'data files with status derived');
  const copies = say`${duplicate} result ${words(plural(twins, 'file is a copy', 'files are copies'))} or other ${words(plural(twins, 'export', 'exports'))} of one of the ${used}`;
  const repeats = say`${summaries} ${words(plural(derived, 'repeats', 'repeat'))} rows as summaries`;
  const statement =
    twins === 0
      ? say`${summaries} result ${words(plural(derived, 'file repeats', 'files repeat'))} rows of the ${used} as summaries`
      : derived === 0
        ? copies
        : say`${copies}, and ${repeats}`;
  return [
    {
      kind: 'duplicate',
      category: null,
      weight: 0.3,
      statement: say`${statement}: an average over all files would count these results more than once.`,
      detail: [],
      advice: advice(data),
    },
  ];
}

/** What a person can leave out; copies that a tool keeps for its own next run are not theirs to drop. */
function advice(data: readonly SourceFile[]): Finding['advice'] {
  const duplicates = data.filter(({ status }) => status === 'duplicate');
  const copies = duplicates.filter(({ path, of }) => !isKeptCopy(path, of ?? '')).length;
  const derived = data.filter((file) => file.status === 'derived').length;
  if (copies + derived === 0) return null;
  const evidence = countEvidence('files by status', 'files');
  const others = copies === duplicates.length ? '' : ' that no tool keeps by itself';
  const twins = countFigure(evidence, copies, `data files with status duplicate${others}`);
  const summaries = countFigure(evidence, derived, 'data files with status derived');
  const kept = [
    ...(copies === 0 ? [] : [say`${twins} ${words(plural(copies, 'copy', 'copies'))}`]),
    ...(derived === 0 ? [] : [say`${summaries} ${words(plural(derived, 'summary', 'summaries'))}`]),
  ];
  return {
    group: 'Data management',
    text: say`Keep one export of each result beside its rows: ${enumerate(kept)} ${words(plural(copies + derived, 'says', 'say'))} nothing that the other files do not.`,
  };
}
