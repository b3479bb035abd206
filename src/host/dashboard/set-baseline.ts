import type { CatalogueRun, Snapshot } from '../../core/catalogue/snapshot.ts';
import { baselineKey, PREVIOUS, type BaselineChoice } from '../../core/insight/baseline.ts';
import type { SetBaseline } from '../../core/report/baseline-sides.ts';
import type { HostContext } from '../context.ts';

type Sources = Pick<HostContext, 'insights' | 'results'>;

const below = new WeakMap<Snapshot, SetBaseline | null>();

/**
 * The baseline that a project file or a person set: that of the first root; else the only one that project files below name, for
 * the runs that they rule. Null: none is set, or there are several, so that runs are held against the one before.
 */
export function baselineSet({ insights, results }: Sources): SetBaseline | null {
  const { text } = insights.choiceFor(0);
  if (text !== PREVIOUS) return { text, isRuled: () => true };
  const { snapshot } = results;
  const known = below.get(snapshot);
  if (known !== undefined) return known;
  const made = baselineBelow({ insights, results });
  below.set(snapshot, made);
  return made;
}

function baselineBelow({ insights, results }: Sources): SetBaseline | null {
  const runs = new Set<CatalogueRun>();
  const choices = new Map<string, { readonly choice: BaselineChoice; readonly root: number }>();
  for (const run of results.snapshot.runs) {
    const { root } = run.file;
    const choice = insights.choiceOf(run.file);
    if (choice.text === PREVIOUS) continue;
    runs.add(run);
    choices.set(baselineKey(choice, root), { choice, root });
  }
  const [only] = choices.values();
  if (only === undefined || choices.size > 1) return null;
  return { text: nameInWindow(only.choice, only.root, insights), isRuled: (run) => runs.has(run) };
}

/** A baseline as the whole window calls it: paths of other roots than the first begin with the number of theirs. */
function nameInWindow(choice: BaselineChoice, root: number, { baselines }: Sources['insights']): string {
  const name = choice.path ?? choice.text;
  if (root === 0 || /^\d+:/u.test(name) || baselines.meaning(choice, root).kind === 'series') return name;
  return `${String(root)}:${name}`;
}
