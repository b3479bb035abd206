import axe from 'axe-core';
import type { Frame, FrameLocator, Locator } from 'playwright-core';
import type { Tab } from '../../../webview/dashboard/view-state.ts';
import { waitFor } from '../vscode/wait.ts';
import type { Theme, Workbench } from '../vscode/workbench.ts';

const SHOW_MS = 60_000;
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 640, height: 800 };

/** An issue that axe found, as far as a failed test should tell it. */
interface Issue {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  readonly nodes: readonly string[];
}

/** The dashboard in a window, driven as a person drives it. */
export class Dashboard {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  get content(): FrameLocator {
    return this.#workbench.webview.content;
  }

  tab(tab: Tab): Locator {
    return this.content.locator(`#tab-${tab}`);
  }

  /** Chooses a tab and waits for its content. */
  async open(tab: Tab): Promise<void> {
    await this.tab(tab).click();
    await this.content.locator(`#panel-${tab}`).waitFor();
    await this.settled();
  }

  /** Waits until nothing is on its way any more. */
  async settled(timeoutMs = SHOW_MS): Promise<void> {
    await waitFor(
      async () => {
        // In this order: what is asked for first may be over when the second is answered.
        const shown = await this.content.locator('.loaded, .state').count();
        const busy = await this.content
          .locator('.loaded[aria-busy=true], vscode-progress-ring, .status-bar')
          .count();
        return busy === 0 && shown > 0;
      },
      timeoutMs,
      'the dashboard to show its tab',
    );
  }

  async text(): Promise<string> {
    return await this.content.locator('main').innerText();
  }

  /** Wears a theme, unless the window does already. */
  async use(theme: Theme): Promise<void> {
    const kinds: Readonly<Record<Theme, string>> = {
      light: 'vscode-light',
      dark: 'vscode-dark',
      'high-contrast': 'vscode-high-contrast',
    };
    const worn = this.content.locator(`body.${kinds[theme]}`);
    if ((await worn.count()) > 0) return;
    await this.#workbench.useTheme(theme);
    await worn.waitFor();
  }

  /** Pictures of the whole window, wide and narrow. */
  async shoot(name: string): Promise<void> {
    const { page } = this.#workbench;
    await page.setViewportSize(NARROW);
    await this.settled();
    await this.content.locator('main').evaluate((main) => {
      main.scrollTop = 0;
    });
    await this.#workbench.screenshot(`dashboard-${name}-narrow`);
    await page.setViewportSize(WIDE);
    await this.settled();
    await this.#workbench.screenshot(`dashboard-${name}`);
  }

  /** Controls and texts that reach beyond the panel's sides; tables scroll. */
  async cutOff(): Promise<readonly string[]> {
    const frame = await this.#frame();
    return await frame.evaluate(() => {
      const { clientWidth, scrollWidth } = document.documentElement;
      const found =
        scrollWidth > clientWidth ? [`the page: ${String(scrollWidth)} of ${String(clientWidth)}`] : [];
      const main = document.querySelector('main');
      if (main !== null && main.scrollWidth > main.clientWidth)
        found.push(`the tab: ${String(main.scrollWidth)} of ${String(main.clientWidth)}`);
      const controls =
        'button, vscode-button, vscode-dropdown, vscode-text-field, vscode-checkbox, h1, h2, p, dd';
      for (const element of document.querySelectorAll(controls)) {
        if (element.closest('.report-table') !== null) continue;
        const { left, right, width } = element.getBoundingClientRect();
        if (width > 0 && (right > clientWidth + 1 || left < -1))
          found.push(
            `${element.tagName} “${element.textContent.trim().slice(0, 40)}” ends at ${String(right)}`,
          );
      }
      return found;
    });
  }

  /** Animations that run in the panel. */
  async movements(): Promise<readonly string[]> {
    const frame = await this.#frame();
    return await frame.evaluate(() =>
      document
        .getAnimations()
        .filter(({ playState }) => playState === 'running')
        .map((animation) => (animation instanceof CSSAnimation ? animation.animationName : animation.id)),
    );
  }

  /** What axe calls serious or critical in the panel. */
  async seriousIssues(): Promise<readonly string[]> {
    const frame = await this.#frame();
    // Evaluated by the debugger, so that the panel's own policy needs no exception for tests.
    await frame.evaluate(axe.source);
    const issues = await frame.evaluate(async (): Promise<Issue[]> => {
      const runner = (
        globalThis as unknown as {
          axe: { run(): Promise<{ violations: AxeViolation[]; passes: unknown[] }> };
        }
      ).axe;
      interface AxeViolation {
        readonly id: string;
        readonly impact: string;
        readonly help: string;
        readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
      }
      const { violations, passes } = await runner.run();
      if (passes.length < 5) throw new Error('axe looked at nothing.');
      return violations.map(({ id, impact, help, nodes }) => ({
        id,
        impact,
        help,
        nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`),
      }));
    });
    return issues
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.join('\n')}`);
  }

  async #frame(): Promise<Frame> {
    const handle = await this.content.locator('body').elementHandle();
    const frame = await handle.ownerFrame();
    if (frame === null) throw new Error('The dashboard has no frame.');
    return frame;
  }
}
