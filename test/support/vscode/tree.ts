import type { Locator, Page } from 'playwright-core';
import { STEP_MS, tried, waitFor } from './wait.ts';

/** A tree view of a side bar, driven as a person drives it. `title` is that of its pane, or of its container where it is alone. */
export class Tree {
  public constructor(
    private readonly page: Page,
    private readonly title: string,
  ) {}

  /** The pane; its header carries the title, or, where it is the only view, that of the side bar does. */
  private pane(): Locator {
    return this.page.locator('.part.sidebar .split-view-view', {
      has: this.page.locator(`.pane-header[aria-label*="${this.title}"]`),
    });
  }

  /** All rows that are drawn. */
  public rows(): Locator {
    return this.pane().locator('.monaco-list-row');
  }

  /** The row with this label. */
  public row(label: string): Locator {
    return this.rows()
      .filter({ has: this.page.locator('.label-name', { hasText: exactly(label) }) })
      .first();
  }

  /** The same once it is open. */
  private open(label: string): Locator {
    return this.pane()
      .locator('.monaco-list-row[aria-expanded=true]')
      .filter({ has: this.page.locator('.label-name', { hasText: exactly(label) }) })
      .first();
  }

  /** What people see of all rows: label and description. */
  public async texts(): Promise<string[]> {
    const labels = await this.rows().locator('.monaco-icon-label').allInnerTexts();
    return labels.map((text) => text.replace(/\s+/g, ' ').trim());
  }

  /** Waits for a row. */
  public async has(label: string): Promise<void> {
    await this.row(label).waitFor({ timeout: STEP_MS });
  }

  /** Waits until a row is selected. */
  public async selected(label: string): Promise<void> {
    await waitFor(
      async () => (await this.row(label).getAttribute('aria-selected')) === 'true',
      STEP_MS,
      `"${label}" to be selected`,
    );
  }

  /** Waits until a row has the focus of the keyboard. */
  public async focused(label: string): Promise<void> {
    await this.pane()
      .locator('.monaco-list:focus-within .monaco-list-row.focused', { hasText: label })
      .waitFor({ timeout: STEP_MS });
  }

  /** Opens a row by its arrow and waits until it is open. */
  public async expand(label: string): Promise<void> {
    await this.row(label).waitFor({ timeout: STEP_MS });
    await waitFor(
      async () => {
        const row = this.row(label);
        if ((await row.getAttribute('aria-expanded')) === 'true') return true;
        // A second click would close what the first one is about to open.
        return (
          (await tried(row.locator('.monaco-tl-twistie').click({ timeout: 1_000 }))) &&
          (await tried(this.open(label).waitFor({ timeout: 2_000 })))
        );
      },
      STEP_MS,
      `"${label}" to open`,
    );
  }

  /** Clicks an action that stands in the row itself. */
  public async act(label: string, action: string): Promise<void> {
    await this.row(label).hover();
    await this.row(label).locator(`.action-label[aria-label="${action}"]`).click();
  }

  /** Right-clicks a row and chooses from its menu; with several labels, the last of them while all are selected. */
  public async choose(label: string | readonly string[], action: string): Promise<void> {
    const labels = typeof label === 'string' ? [label] : label;
    await waitFor(
      async () => {
        if (labels.length > 1) await this.selectAll(labels);
        await this.row(labels.at(-1) ?? '').click({ button: 'right' });
        return await this.takeFromMenu(action);
      },
      STEP_MS,
      `"${action}" in the menu of "${labels.join('", "')}"`,
    );
  }

  private async selectAll(labels: readonly string[]): Promise<void> {
    for (const [index, label] of labels.entries()) {
      await this.row(label).click(index === 0 ? {} : { modifiers: ['ControlOrMeta'] });
    }
    for (const label of labels) await this.selected(label);
  }

  /** False where the menu did not come or was closed by something else: a view that is drawn again takes the focus. */
  private async takeFromMenu(action: string): Promise<boolean> {
    const item = this.page.locator('.monaco-menu .action-item', {
      has: this.page.locator(`.action-label:text-is("${action}")`),
    });
    // A menu takes no click in its first tenth of a second: it is chosen from when it is gone after a click.
    while (await tried(item.click({ timeout: 2_000 }))) {
      if (await tried(item.waitFor({ state: 'hidden', timeout: 300 }))) return true;
    }
    // Only then: Escape clears the selection of a view without a menu.
    if (await item.isVisible()) await this.page.keyboard.press('Escape');
    return false;
  }

  /** Rests the pointer on a row and answers with its tooltip, as text. */
  public async tooltip(label: string): Promise<string> {
    const hover = this.page
      .locator('.workbench-hover-container .monaco-hover, .monaco-hover.workbench-hover')
      .last();
    return await waitFor(
      async () => {
        await this.page.mouse.move(640, 400);
        await this.row(label).locator('.label-name').hover();
        await hover.waitFor({ timeout: 4_000 }).catch(() => undefined);
        return (await hover.isVisible()) && (await hover.innerText());
      },
      STEP_MS,
      `the tooltip of "${label}"`,
    );
  }

  /** The text above the rows; '' without one. */
  public async message(): Promise<string> {
    const message = this.pane().locator('.tree-explorer-viewlet-tree-view .message');
    return (await message.isVisible()) ? await message.innerText() : '';
  }
}

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}
