import type { FrameLocator, Locator, Page } from 'playwright-core';
import { STEP_MS, waitFor } from './wait.ts';

/** The webview that is visible in the editor area: a Markdown preview or a panel of ours. */
export class Webview {
  private readonly page: Page;

  public constructor(page: Page) {
    this.page = page;
  }

  /** The document inside VS Code's two nested frames. */
  public get content(): FrameLocator {
    const outer = this.page.locator('iframe.webview.ready').filter({ visible: true }).first();
    return outer.contentFrame().frameLocator('#active-frame');
  }

  /** The visible text, once it contains `part`. */
  public async text(part: string): Promise<string> {
    const body = this.content.locator('body');
    return await waitFor(
      async () => {
        const text = await body.innerText({ timeout: 1000 }).catch(() => '');
        return text.includes(part) && text;
      },
      STEP_MS,
      `a webview with the text "${part}"`,
    );
  }

  /** The link with exactly this text. */
  public link(text: string): Locator {
    return this.content.getByRole('link', { name: text, exact: true });
  }
}
