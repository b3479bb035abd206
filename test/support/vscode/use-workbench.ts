import { tellFailure } from './tell-failure.ts';
import { Workbench } from './workbench.ts';
import type { WorkbenchOptions } from './workbench.ts';

/**
 * Gives the surrounding `describe` one window for all its tests. A failed test leaves a screenshot `failed-…`; a test
 * during which the page reported a problem fails.
 */
export function useWorkbench(options: WorkbenchOptions): () => Workbench {
  let workbench: Workbench | undefined;
  before('open VS Code', async () => {
    workbench = await Workbench.open(options);
  });
  afterEach('look for errors of the page', async function () {
    await tellFailure(this.currentTest, workbench);
    workbench?.assertClean();
  });
  after('close VS Code', async () => {
    await workbench?.close();
  });
  return () => {
    if (workbench === undefined) throw new Error('VS Code is not open yet: ask for it inside a test.');
    return workbench;
  };
}
