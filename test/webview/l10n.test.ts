// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageTexts, readPageTexts, TEXTS_ID } from '../../src/protocol/page-texts.ts';
import { PROTOCOL_VERSION, readToHost } from '../../src/protocol/messages.ts';
import { answerOf } from '../support/dashboard/messages.ts';

const bundle = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'l10n', 'bundle.l10n.json'), 'utf8'),
) as Record<string, string>;

/** A language in which every text stands in brackets: what has none went past the translation. */
const pseudo = Object.fromEntries(Object.keys(bundle).map((text) => [text, `⟦${text}⟧`]));

function bringTexts(texts: Readonly<Record<string, unknown>>): void {
  document.head.innerHTML = `<script id="${TEXTS_ID}" type="application/json">${pageTexts(texts)}</script>`;
}

beforeEach(() => {
  vi.resetModules();
});

afterEach(() => {
  document.head.innerHTML = '';
});

describe('t', () => {
  it('is the English text, with its values, where the page brings no other', async () => {
    const { t } = await import('../../webview/l10n.ts');
    expect(t('Show all')).toBe('Show all');
    expect(t('{1} of {0} and {2}', 3, 'two')).toBe('two of 3 and {2}');
    expect(t('toString')).toBe('toString');
  });

  it('is the translation, whose values stand where its language has them', async () => {
    bringTexts({ '{0} of {1} files': 'von {1} Dateien {0}', 'Show all': 'Alles <zeigen></script>' });
    const { t } = await import('../../webview/l10n.ts');
    expect(t('{0} of {1} files', '2', '10')).toBe('von 10 Dateien 2');
    expect(t('Show all')).toBe('Alles <zeigen></script>');
    expect(t('{0} files', '{0}')).toBe('{0} files');
  });
});

describe('the texts of a page', () => {
  it('cannot end their element, and come back as they were', () => {
    const texts = { a: '</script><img src=x>', b: '<!--', c: 'é “"\\' };
    expect(pageTexts(texts)).not.toContain('<');
    expect(readPageTexts(pageTexts(texts))).toEqual(texts);
  });

  it('are none where there is no bundle, or what is there is no texts', () => {
    expect(readPageTexts(pageTexts(undefined))).toEqual({});
    for (const content of ['', '{', '[1]', 'null', '"text"']) expect(readPageTexts(content)).toEqual({});
    expect(readPageTexts('{"a":1,"b":"c","d":null}')).toEqual({ b: 'c' });
  });
});

/** Says no more than its data, or is a name of its own. */
const NAMES = /^(PNG|SVG|CSV)$/;

describe('the panel in another language', () => {
  for (const tab of ['overview', 'charts', 'pivot', 'compare', 'report', 'data']) {
    it(`has no English label of its own: ${tab}`, async () => {
      bringTexts(pseudo);
      document.body.className = 'vscode-dark';
      document.body.innerHTML = '<div id="app"></div>';
      const { App } = await import('../../webview/dashboard/app.ts');
      const { connect } = await import('../../webview/dashboard/host.ts');
      const { tabViews } = await import('../../webview/dashboard/tabs/views.ts');
      const root = document.querySelector<HTMLElement>('#app')!;
      const api = {
        postMessage: (message: unknown) => {
          const read = readToHost(structuredClone(message));
          if (read?.kind !== 'request') return;
          const outcome = { ok: true, value: structuredClone(answerOf(read.call, read.args)) };
          const data = { protocol: PROTOCOL_VERSION, kind: 'reply', id: read.id, outcome };
          window.dispatchEvent(new MessageEvent('message', { data }));
        },
        getState: () => ({ tab, tabs: {}, scroll: {}, followed: 0 }),
        setState: () => undefined,
      };
      new App(api, connect(api, window), root, tabViews).start();
      await vi.waitFor(
        () => {
          expect(root.querySelector('.loaded')).not.toBeNull();
          expect(root.querySelector('vscode-progress-ring, .loaded[aria-busy=true]')).toBeNull();
        },
        { timeout: 8000, interval: 10 },
      );
      const texts = (selector: string, attribute?: string): string[] =>
        // A side is named by the data.
        [...root.querySelectorAll(selector)]
          .filter((element) => element.matches('.field-label') || element.closest('.side') === null)
          .map((element) => (attribute === undefined ? element.textContent : element.getAttribute(attribute)))
          .map((text) => (text ?? '').trim())
          .filter((text) => text !== '' && !NAMES.test(text));
      expect(texts('.tab')).toHaveLength(6);
      const labels = [
        ...texts('.tab'),
        ...texts('.status-text'),
        ...texts('.field-label'),
        ...texts('summary'),
        ...texts('.segment'),
        ...texts('vscode-checkbox', 'aria-label'),
        ...texts('vscode-text-field[placeholder]:not(.wide-field)', 'placeholder'),
        ...texts('vscode-dropdown', 'aria-label'),
        ...texts('vscode-button[appearance=icon]', 'aria-label'),
        ...texts('vscode-button'),
        ...texts('.overview h2'),
      ];
      expect(labels.filter((label) => !label.includes('⟦'))).toEqual([]);
    });
  }
});
