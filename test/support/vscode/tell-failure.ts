import type { Page } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** Parts of a window, each with where its text stands. */
const PARTS = {
  Editors: '.tabs-container .tab',
  'Messages of the side bar': '.part.sidebar .message',
  'Status bar': '.statusbar-item[id*="benchtrail"]',
  'Quick input': '.quick-input-widget',
  Menu: '.monaco-menu',
  Notifications: '.notification-list-item-message',
};

/** After a test that did not pass, be it at its first attempt: a screenshot `failed-…`, and what the window shows as text. */
export async function tellFailure(
  test: Mocha.Test | undefined,
  workbench: Workbench | undefined,
): Promise<void> {
  if (test === undefined || workbench === undefined || test.isPassed() || test.isPending()) return;
  // The window may be gone, which must not hide why the test failed.
  const shown = await shownBy(workbench.page).catch((error: unknown) => String(error));
  console.log(`  The window during "${test.fullTitle()}":\n${shown.replace(/^/gm, '      ')}`);
  await workbench.screenshot(`failed-${test.fullTitle().replace(/\W+/g, '-')}`).catch(() => undefined);
}

async function shownBy(page: Page): Promise<string> {
  const lines = Object.entries(PARTS).map(async ([name, selector]) => {
    const texts = await page.locator(selector).filter({ visible: true }).allInnerTexts();
    return `${name}: ${texts.map(onOneLine).join(' | ')}`;
  });
  return [...(await Promise.all(lines)), 'Rows of the side bar:', ...(await rowsOf(page))].join('\n');
}

/** The rows of the side bar, indented by their levels: "v" before an open one, ">" before a closed one. */
async function rowsOf(page: Page): Promise<string[]> {
  const rows = await page.locator('.part.sidebar .monaco-list-row').all();
  return await Promise.all(
    rows.map(async (row) => {
      const level = Number((await row.getAttribute('aria-level')) ?? 1);
      const open = await row.getAttribute('aria-expanded');
      const mark = open === null ? ' ' : open === 'true' ? 'v' : '>';
      return `${'  '.repeat(level)}${mark} ${onOneLine(await row.innerText())}`;
    }),
  );
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
