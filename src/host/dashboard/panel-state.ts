import type { Focus, PanelState } from '../../protocol/panel-state.ts';
import type { Results } from '../results/results.ts';

/** How things stand with the results of the window. */
export function panelStateOf(
  { snapshot, state, roots }: Results,
  baseline: string | null,
  focus: Focus | null,
): PanelState {
  return {
    version: snapshot.version,
    ...state,
    roots: roots.map(({ name }) => name),
    files: snapshot.files.length,
    counted: snapshot.measures.reduce((sum, { counted }) => sum + Number(counted), 0),
    baseline,
    focus,
  };
}
