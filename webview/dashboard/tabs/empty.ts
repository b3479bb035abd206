import type { TemplateResult } from 'lit-html';
import type { EmptyState } from '../../../src/core/dashboard/state.ts';
import { button } from '../../controls/controls.ts';
import type { TabContext } from '../app.ts';
import { emptyState, loadingState } from '../states.ts';
import { t } from '../../l10n.ts';

/** Nothing to show of the whole window: while files are read that is no news; afterwards it says what to do. */
export function emptyResults(empty: EmptyState, context: TabContext): TemplateResult {
  const { phase, files } = context.panel;
  if (phase !== 'idle') return loadingState(t('Reading results …'));
  const actions =
    files === 0
      ? [
          button({
            label: t('Open Folder'),
            look: 'primary',
            run: () => {
              context.act(context.host.ask('openFolder', undefined).answer);
            },
          }),
        ]
      : [
          button({
            label: t('Look at the Files'),
            look: 'primary',
            run: () => {
              context.show('data');
            },
          }),
        ];
  return emptyState(empty, actions);
}
