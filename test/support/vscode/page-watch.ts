import type { ConsoleMessage, Page } from 'playwright-core';

const LINES = 15;
const LINE_LENGTH = 200;

/**
 * Listens to a workbench page for what must never happen: a violation of a content security policy, an uncaught error
 * or a console error in one of our webviews, an error that the extension host traces to our extension. VS Code's own
 * complaints (missing native modules, a marketplace out of reach) are not ours.
 */
export class PageWatch {
  private readonly found: string[] = [];
  private readonly lines: string[] = [];

  public constructor(page: Page) {
    page.on('console', (message) => {
      this.lines.push(`${message.type()}: ${message.text().slice(0, LINE_LENGTH)}`);
      if (this.lines.length > LINES) this.lines.shift();
      this.judge(message);
    });
    page.on('pageerror', (error) => {
      if (isOurs(error.stack ?? error.message)) this.found.push(`uncaught: ${error.message}`);
    });
  }

  /** Takes a line of the extension host's console. */
  public readonly log = (type: string, args: readonly unknown[]): void => {
    const text = args.map(String).join(' ');
    if (type === 'error' && isOurs(text)) this.found.push(`extension host: ${text}`);
  };

  /** Throws when something was found since the last call, and forgets it. */
  public assertClean(): void {
    const found = this.found.splice(0);
    if (found.length > 0)
      throw new Error(`The page reported ${found.length} problem(s):\n${found.join('\n')}`);
  }

  /** What the page's console said last, one indented line each. */
  public lastLines(): string {
    return this.lines.map((line) => `\n      ${line}`).join('');
  }

  private judge(message: ConsoleMessage): void {
    const text = message.text();
    if (SCRIPTLESS.test(text)) return;
    const where = webviewOwner(message.location().url);
    if (where !== undefined && /content security policy/i.test(text))
      this.found.push(`policy of ${where}: ${text}`);
    else if (message.type() === 'error' && (where === OURS || isOurs(text)))
      this.found.push(`console: ${text}`);
  }
}

/** What Chromium says when the test itself looks into a webview that allows no scripts. */
const SCRIPTLESS = /^Blocked script execution in .* because the document's frame is sandboxed/;

const OURS = 'benchtrail.benchtrail';

/** Our bundles, by the part of their path that VS Code's own files do not have, or our extension by its id. */
function isOurs(text: string): boolean {
  return text.includes(OURS) || /\/dist\/(?:extension|web|webview)\b/.test(text);
}

/** The id of the extension whose webview has this address; undefined for any other page. */
function webviewOwner(url: string): string | undefined {
  return url.includes('/webview/') ? (/[?&]extensionId=([^&]+)/.exec(url)?.[1] ?? 'VS Code') : undefined;
}
