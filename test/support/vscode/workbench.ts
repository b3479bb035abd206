import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { ensureChromium } from './ensure-chromium.ts';
import { ensureServer } from './ensure-server.ts';
import { openBrowser, workbenchUrl } from './page.ts';
import type { OpenedBrowser } from './page.ts';
import { PageWatch } from './page-watch.ts';
import { serveToPage } from './serve-to-page.ts';
import type { Release } from './releases.ts';
import { startServer } from './server.ts';
import type { RunningServer, ServerOptions } from './server.ts';
import { Tree } from './tree.ts';
import { untilTaken } from './until-taken.ts';
import { STEP_MS, tried, waitFor } from './wait.ts';
import { Webview } from './webview.ts';

const LOAD_MS = 60_000;
const BRIEFLY = { timeout: 1_000 };
const PATIENTLY = { timeout: 5_000 };
const THEME_ATTEMPTS = 5;
/** Where screenshots go; not committed. */
export const SCREENSHOTS = join('test', 'ui', 'screenshots');

/** The three kinds of theme that everything must look right in, by the names of VS Code's own. */
export const THEMES = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  'high-contrast': 'Dark High Contrast',
} as const;

export type Theme = keyof typeof THEMES;

/** What marks a window that wears a theme. */
const THEME_CLASSES: Readonly<Record<Theme, string>> = {
  light: 'vs',
  dark: 'vs-dark',
  'high-contrast': 'hc-black',
};

export interface WorkbenchOptions {
  readonly release: Release;
  /** Absolute path of the extension under development. */
  readonly extension: string;
  /** The extension is given to the page alone and runs in the web extension host, with its `browser` entry. */
  readonly inWebHost?: boolean;
  /** Absolute path of the folder to open; without it the window is empty. */
  readonly folder?: string;
  readonly server?: ServerOptions;
  /** Where the browser keeps what VS Code keeps there; left out: nowhere. */
  readonly profile?: string;
}

/** A line and column as the status bar counts them, from 1. */
export interface Cursor {
  readonly line: number;
  readonly column: number;
}

/** A VS Code window, driven as a person drives it. Every step waits for its effect; none sleeps. */
export class Workbench {
  public readonly webview: Webview;

  private constructor(
    public readonly page: Page,
    private readonly browser: OpenedBrowser,
    private readonly server: RunningServer,
    private readonly watch: PageWatch,
  ) {
    this.webview = new Webview(page);
  }

  /** Starts a server and a browser of its own; `close` ends both. */
  public static async open(options: WorkbenchOptions): Promise<Workbench> {
    const executable = await ensureChromium();
    const server = await startServer(await ensureServer(options.release), options.server);
    try {
      const browser = await openBrowser(executable, options.profile);
      const { page } = browser;
      const watch = new PageWatch(page);
      const workbench = new Workbench(page, browser, server, watch);
      await page.exposeFunction('codeAutomationLog', watch.log);
      await page.exposeFunction('codeAutomationExit', () => undefined);
      await workbench.load(options);
      return workbench;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  private async load(options: WorkbenchOptions): Promise<void> {
    const { folder, extension, inWebHost = false } = options;
    const isAsked = inWebHost ? await serveToPage(this.page, this.server.authority, extension) : null;
    const url = workbenchUrl({
      authority: this.server.authority,
      ...(inWebHost ? {} : { extensionDevelopmentPath: extension }),
      ...(folder === undefined ? {} : { folder }),
    });
    await this.goTo(url);
    if (isAsked !== null)
      await waitFor(isAsked, LOAD_MS, 'the page to ask for the extension that it was given');
    // A window that was left comes back with the view that it had.
    if (folder !== undefined && options.profile === undefined)
      await this.explorerItems().first().waitFor({ timeout: LOAD_MS });
    if (isAsked !== null)
      await untilTaken({
        icon: this.page.locator('.activitybar .action-label[aria-label^="Benchtrail"]').first(),
        row: this.tree('Runs').rows().first(),
        lastLines: () => this.watch.lastLines(),
        loadAgain: () => this.goTo(url),
      });
  }

  private async goTo(url: string): Promise<void> {
    await this.page.goto(url, { timeout: LOAD_MS });
    await this.page.locator('.monaco-workbench').waitFor({ timeout: LOAD_MS });
    await this.page
      .locator('.statusbar-item.remote-kind, #status\\.host')
      .first()
      .waitFor({ timeout: LOAD_MS });
  }

  /** The port that the server listens on: what the browser keeps belongs to it. */
  public get port(): number {
    return Number(this.server.authority.split(':')[1]);
  }

  /** Closes the tab as a person does, so that VS Code may keep what it wants to keep; then browser and server end. */
  public async leave(): Promise<void> {
    const closed = this.page.waitForEvent('close', { timeout: STEP_MS });
    await this.page.close({ runBeforeUnload: true });
    await closed;
    await this.close();
  }

  /** Ends browser and server, then throws if the page reported a problem. */
  public async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    this.watch.assertClean();
  }

  /** Throws if a content security policy was violated, or our extension or webview logged an error, since the last call. */
  public assertClean(): void {
    this.watch.assertClean();
  }

  /** Runs a command by its full title in the Command Palette, for example "View: Close All Editors". */
  public async runCommand(title: string): Promise<void> {
    const input = this.quickInput().locator('input[type=text]').first();
    await waitFor(
      async () => {
        await this.page.keyboard.press('F1');
        if (await tried(input.fill(`>${title}`, BRIEFLY))) {
          // A click may be late and done all the same: the palette is closed then, and the command must not run twice.
          const item = this.quickPick(title);
          if (await tried(item.waitFor(BRIEFLY)))
            if ((await tried(item.click(BRIEFLY))) || !(await input.isVisible())) return true;
        }
        await this.page.keyboard.press('Escape');
        return false;
      },
      STEP_MS,
      `the command "${title}" in the Command Palette`,
    );
  }

  /** Types into the open quick input and takes the item whose label this is. */
  public async pick(label: string): Promise<void> {
    const input = this.quickInput().locator('input[type=text]').first();
    await input.fill(label);
    await this.quickInput()
      .locator('.monaco-list-row', { has: this.page.locator(`text="${label}"`) })
      .first()
      .click();
    await input.waitFor({ state: 'hidden' });
  }

  /** The tree view with this title; it has to be shown. */
  public tree(title: string): Tree {
    return new Tree(this.page, title);
  }

  /** Shows a container of the activity bar by its title. */
  public async showContainer(title: string): Promise<void> {
    const item = this.page.locator(`.activitybar .action-item:has(.action-label[aria-label^="${title}"])`);
    const shown = this.page.locator('.part.sidebar .composite.title', {
      has: this.page.locator('.title-label', { hasText: new RegExp(`^${title}\\b`, 'i') }),
    });
    await waitFor(
      async () => {
        if (await shown.isVisible()) return true;
        // A second click would hide what the first one is about to show.
        return (await tried(item.click(BRIEFLY))) && (await tried(shown.waitFor(PATIENTLY)));
      },
      STEP_MS,
      `"${title}" of the activity bar`,
    );
  }

  /** Takes an item of one question of several: what comes next asks something else, or nothing more. */
  public async pickStep(label: string): Promise<void> {
    const input = this.quickInput().locator('input[type=text]').first();
    await input.waitFor({ timeout: STEP_MS });
    const question = await input.getAttribute('placeholder');
    await input.fill(label);
    await this.quickPick(label).click();
    await waitFor(
      async () => !(await input.isVisible()) || (await input.getAttribute('placeholder')) !== question,
      STEP_MS,
      `the question after "${label}"`,
    );
  }

  /** Opens a file of the workspace by a part of its path that no other has. */
  public async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+p');
    const input = this.quickInput().locator('input[type=text]').first();
    await input.fill(name);
    await this.quickInput()
      .locator('.monaco-list-row', { hasText: name })
      .first()
      .waitFor({ timeout: STEP_MS });
    await input.press('Enter');
    await this.activeTab(name);
  }

  /** Types into the open quick input, and waits for it to close on Enter unless told to leave it open. */
  public async answer(text: string, then: 'Enter' | 'Escape' | 'leave' = 'Enter'): Promise<void> {
    const input = this.quickInput().locator('input[type=text]').first();
    await input.waitFor({ timeout: STEP_MS });
    await input.fill(text);
    if (then === 'leave') return;
    await input.press(then);
    await input.waitFor({ state: 'hidden', timeout: STEP_MS });
  }

  /** Right-clicks an item of the Explorer by its name and chooses from the menu; a compact folder is "a/b". */
  public async chooseInExplorer(name: string, item: string): Promise<void> {
    await waitFor(
      async () => {
        await this.explorerItem(name).click({ button: 'right', timeout: STEP_MS });
        if (await this.chooseFromMenu(item)) return true;
        await this.page.keyboard.press('Escape');
        return false;
      },
      STEP_MS,
      `"${item}" in the menu of "${name}"`,
    );
  }

  /** The labels of the menu of an item of the Explorer, once `awaited` is among them; the menu is closed again. */
  public async menuOf(name: string, awaited?: string): Promise<string[]> {
    const labels = this.page.locator('.monaco-menu .action-label:not(.separator)');
    return await waitFor(
      async () => {
        await this.explorerItem(name).click({ button: 'right', timeout: STEP_MS });
        await labels.first().waitFor();
        const texts = await labels.allInnerTexts();
        await this.page.keyboard.press('Escape');
        await labels.first().waitFor({ state: 'hidden' });
        return (awaited === undefined || texts.includes(awaited)) && texts;
      },
      STEP_MS,
      `"${awaited ?? 'anything'}" in the menu of "${name}"`,
    );
  }

  /**
   * Waits for a notification that contains this text, opens the list of notifications, and returns the whole text.
   * A window for extension tests shows no toasts of its own accord.
   */
  public async notification(part: string): Promise<string> {
    const list = this.page.locator('.notifications-center.visible');
    const message = list.locator('.notification-list-item-message', { hasText: part }).first();
    return await waitFor(
      async () => {
        // The list closes by itself, a little later, when its last notification goes or an editor opens.
        if (!(await list.isVisible())) await this.runCommand('Notifications: Show Notifications');
        return await message.innerText(BRIEFLY).catch(() => null);
      },
      STEP_MS,
      `a notification with the text "${part}"`,
    );
  }

  /** Waits until the active editor's tab has this title. */
  public async activeTab(title: string): Promise<void> {
    await this.page.locator('.tab.active', { hasText: title }).first().waitFor({ timeout: STEP_MS });
  }

  /** The titles of all open editors, in their order. */
  public async tabs(): Promise<string[]> {
    return await this.page.locator('.tabs-container .tab .label-name').allInnerTexts();
  }

  /** The place that the status bar shows for the active editor (start of a selection is not shown), or undefined. */
  public async cursor(): Promise<Cursor | undefined> {
    const status = this.page.locator('#status\\.editor\\.selection');
    const text = (await status.count()) === 0 ? '' : await status.innerText();
    const [line, column] = (/Ln (\d+), Col (\d+)/.exec(text) ?? []).slice(1).map(Number);
    return line === undefined || column === undefined ? undefined : { line, column };
  }

  /** Waits until the active editor's cursor is there. */
  public async cursorAt(line: number, column: number): Promise<void> {
    let last: Cursor | undefined;
    const arrived = async (): Promise<boolean> => {
      last = await this.cursor();
      return last?.line === line && last.column === column;
    };
    await waitFor(arrived, STEP_MS, `the cursor at ${line}:${column}`).catch((error: unknown) => {
      throw new Error(`${String(error)} It is at ${JSON.stringify(last)}.`, { cause: error });
    });
  }

  /** Chooses a colour theme and waits until the window wears it. */
  public async useTheme(theme: Theme): Promise<void> {
    const worn = this.page.locator(`.monaco-workbench.${THEME_CLASSES[theme]}`);
    await waitFor(
      async () => {
        await this.runCommand('Preferences: Color Theme');
        // The list of a new window is filled late, and what was typed by then is lost: typed again, as long as it is open.
        for (let attempt = 0; attempt < THEME_ATTEMPTS; attempt++) {
          await tried(this.quickInput().locator('input[type=text]').first().fill(THEMES[theme], BRIEFLY));
          if (await tried(this.quickPick(THEMES[theme]).click(BRIEFLY)))
            return await tried(worn.waitFor(PATIENTLY));
        }
        await this.page.keyboard.press('Escape');
        return false;
      },
      LOAD_MS,
      `the theme "${THEMES[theme]}"`,
    );
  }

  /** Saves `test/ui/screenshots/NAME-THEME.png` once no notification shows progress, and returns its path. */
  public async screenshot(name: string): Promise<string> {
    const moving = this.page
      .locator('.notifications-center .monaco-progress-container.active')
      .filter({ visible: true });
    await waitFor(async () => (await moving.count()) === 0, STEP_MS, 'the end of all progress').catch(
      () => undefined,
    );
    await mkdir(SCREENSHOTS, { recursive: true });
    const path = join(SCREENSHOTS, `${name}-${await this.theme()}.png`);
    // Hovers and menus fade in: what is drawn half way looks unreadable.
    await this.page.screenshot({ path, animations: 'disabled' });
    return path;
  }

  /** The theme that the window wears: VS Code's own default differs between releases. */
  private async theme(): Promise<Theme> {
    const classes = (await this.page.locator('.monaco-workbench').getAttribute('class')) ?? '';
    const worn = (Object.keys(THEMES) as Theme[]).find((theme) =>
      classes.split(/\s+/).includes(THEME_CLASSES[theme]),
    );
    if (worn === undefined) throw new Error(`The window wears no known theme: ${classes}.`);
    return worn;
  }

  private quickInput(): Locator {
    return this.page.locator('.quick-input-widget');
  }

  private quickPick(label: string): Locator {
    return this.quickInput()
      .locator('.monaco-list-row', { has: this.page.getByText(label, { exact: true }) })
      .first();
  }

  private explorerItems(): Locator {
    return this.page.locator('.explorer-folders-view .monaco-list-row');
  }

  private explorerItem(name: string): Locator {
    return this.explorerItems().filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** A menu takes no click in its first tenth of a second: it is chosen from when it is gone. */
  private async chooseFromMenu(label: string): Promise<boolean> {
    const item = this.menuItem(label);
    while (await tried(item.click(BRIEFLY))) {
      if (await tried(item.waitFor({ state: 'hidden', timeout: 300 }))) return true;
    }
    return false;
  }

  private menuItem(label: string): Locator {
    return this.page.locator('.monaco-menu .action-item', {
      has: this.page.locator(`.action-label:text-is("${label}")`),
    });
  }
}
