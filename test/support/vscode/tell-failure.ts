import type { Workbench } from './workbench.ts';

/** After a test that did not pass, be it at its first attempt: a screenshot `failed-…`, and what the window shows as text. */
export async function tellFailure(
  test: Mocha.Test | undefined,
  workbench: Workbench | undefined,
): Promise<void> {
  if (test === undefined || workbench === undefined || test.isPassed() || test.isPending()) return;
  // The window may be gone, which must not hide why the test failed.
  const shown = await workbench.shown().catch((error: unknown) => String(error));
  console.log(`  The window during "${test.fullTitle()}":\n${shown.replace(/^/gm, '      ')}`);
  await workbench.screenshot(`failed-${test.fullTitle().replace(/\W+/g, '-')}`).catch(() => undefined);
}
