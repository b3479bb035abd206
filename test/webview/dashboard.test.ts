// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PROTOCOL_VERSION, readToHost } from '../../src/protocol/messages.ts';
import type { CallName } from '../../src/protocol/calls.ts';
import { partsOf } from '../../src/protocol/parts.ts';
import { App } from '../../webview/dashboard/app.ts';
import { connect } from '../../webview/dashboard/host.ts';
import { tabViews } from '../../webview/dashboard/tabs/views.ts';
import { TAB_TITLES, TABS, type Tab } from '../../webview/dashboard/view-state.ts';
import { VirtualTable } from '../../webview/tables/virtual-table.ts';
import { answerOf, HELD_SOURCE, SMALL_STATE } from '../support/dashboard/messages.ts';

function whole(value: unknown): readonly object[] {
  return [{ kind: 'reply', outcome: { ok: true, value } }];
}

/** As a host sends what is large. */
function inParts(value: unknown): readonly object[] {
  const parts = [...partsOf(value, (text) => new TextEncoder().encode(text))];
  return parts.filter((part) => part !== undefined).map((part) => ({ kind: 'part', part }));
}

/** A panel with a host that answers from the shared fixtures. */
function openPanel(
  state: unknown,
  answer: (call: CallName, args: unknown) => unknown = answerOf,
  arrivals: (value: unknown) => readonly object[] = whole,
): { root: HTMLElement; asked: string[]; saved: () => unknown } {
  document.body.innerHTML = '<div id="app"></div>';
  const root = document.querySelector<HTMLElement>('#app')!;
  const asked: string[] = [];
  let kept = state;
  const api = {
    postMessage: (message: unknown) => {
      const read = readToHost(structuredClone(message));
      if (read?.kind !== 'request') return;
      asked.push(read.call);
      for (const message of arrivals(answer(read.call, read.args))) {
        const data: unknown = structuredClone({ protocol: PROTOCOL_VERSION, id: read.id, ...message });
        window.dispatchEvent(new MessageEvent('message', { data }));
      }
    },
    getState: () => kept,
    setState: (next: unknown) => {
      kept = structuredClone(next);
    },
  };
  new App(api, connect(api, window), root, tabViews).start();
  return { root, asked, saved: () => kept };
}

/** Waits until nothing is wrong with what is expected; long only for who waits in vain. */
async function patiently(expectations: () => void): Promise<void> {
  await vi.waitFor(expectations, { timeout: 20_000, interval: 10 });
}

async function shows(root: HTMLElement, text: RegExp): Promise<void> {
  await patiently(() => {
    expect(root.textContent).toMatch(text);
    expect(root.querySelector('.loaded[aria-busy=true]')).toBeNull();
  });
}

beforeAll(() => {
  customElements.define('bt-table', VirtualTable);
  // The toolkit needs more of a browser than there is here, and so do canvases: both are looked at in a real one.
  customElements.define('bt-chart', class extends HTMLElement {});
});

describe('the panel', () => {
  beforeEach(() => {
    document.body.className = 'vscode-dark';
  });

  const CONTENT: Readonly<Record<Tab, RegExp>> = {
    overview: /What stands out[\s\S]*Headline metrics/,
    charts: /Group by/,
    pivot: /Ratio to/,
    compare: /moved\./,
    report: /Executive Summary/,
    data: /\d+ of \d+ files/,
  };

  it.each(TABS)('draws %s from the messages of the host', async (tab) => {
    const { root, asked } = openPanel({ tab });
    await shows(root, CONTENT[tab]);
    expect(asked[0]).toBe('state');
    expect(root.querySelector('[role=tab][aria-selected=true]')?.textContent.trim()).toBe(TAB_TITLES[tab]);
    expect(root.querySelector('[role=tabpanel]')?.getAttribute('aria-labelledby')).toBe(`tab-${tab}`);
  });

  it.each(TABS)('draws %s from parts of messages', async (tab) => {
    const { root } = openPanel({ tab }, answerOf, inParts);
    await shows(root, CONTENT[tab]);
  });

  it('numbers its questions above those of the pages that were there before', () => {
    const first: number[] = [];
    const post = (message: unknown): void => {
      const read = readToHost(message);
      if (read !== null) first.push(read.id);
    };
    for (const timeOrigin of [1_700_000_000_000.4, 1_700_000_000_001.2]) {
      const loaded = vi.spyOn(window.performance, 'timeOrigin', 'get').mockReturnValue(timeOrigin);
      connect({ postMessage: post }, window).ask('state', undefined);
      loaded.mockRestore();
    }
    expect(first).toEqual([1_700_000_000_000_001, 1_700_000_000_001_001]);
  });

  it('tells when part of an answer was lost, and asks again', async () => {
    let isLost = true;
    const large = { ...SMALL_STATE, roots: Array.from({ length: 3000 }, () => 'a root '.repeat(40)) };
    const { root } = openPanel(
      null,
      (call, args) => (call === 'state' ? large : answerOf(call, args)),
      (value) => (isLost && value === large ? inParts(value).slice(1) : inParts(value)),
    );
    await patiently(() => {
      expect(root.textContent).toMatch(/Part of the answer to "state" was lost/);
    });
    isLost = false;
    root.querySelector<HTMLElement>('[role=alert] vscode-button')?.click();
    await shows(root, CONTENT.overview);
  });

  it.each(TABS)('makes no markup of what files say in %s', async (tab) => {
    const { root } = openPanel({ tab });
    await shows(root, CONTENT[tab]);
    expect(
      root.querySelector('img:not([src^="data:image/svg+xml"]), b, script, iframe, [onerror]'),
    ).toBeNull();
    if (tab === 'data') expect(root.textContent).toContain('<img src=x onerror=alert(1)>');
  });

  it.each([null, 7, 'x', { tab: 'nothing' }, { tab: 'overview', tabs: [], scroll: { overview: 'x' } }])(
    'opens on a remembered state that is not one: %j',
    async (state) => {
      const { root } = openPanel(state);
      await shows(root, CONTENT.overview);
    },
  );

  it('remembers the tab that was chosen and asks only for what it shows', async () => {
    const { root, saved, asked } = openPanel(null);
    await shows(root, CONTENT.overview);
    expect(asked).toEqual(['state', 'overview']);
    root.querySelector<HTMLElement>('#tab-data')?.click();
    await shows(root, CONTENT.data);
    expect(saved()).toMatchObject({ tab: 'data' });
    expect(asked).toEqual(['state', 'overview', 'files']);
  });

  it('moves between tabs by arrows, Home and End', async () => {
    const { root } = openPanel(null);
    await shows(root, CONTENT.overview);
    const press = (key: string): void => {
      const list = root.querySelector('[role=tablist]');
      list?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    };
    press('End');
    await shows(root, CONTENT.data);
    press('ArrowRight');
    await shows(root, CONTENT.overview);
    press('ArrowLeft');
    await shows(root, CONTENT.data);
    press('Home');
    await shows(root, CONTENT.overview);
  });

  it('asks again when something changed, and survives messages that are not ours', async () => {
    const { root, asked } = openPanel(null);
    await shows(root, CONTENT.overview);
    const before = asked.length;
    for (const data of [null, 'x', { kind: 'changed' }, { protocol: 1, kind: 'reply', id: 999, outcome: {} }])
      window.dispatchEvent(new MessageEvent('message', { data }));
    expect(asked).toHaveLength(before);
    const news = { protocol: PROTOCOL_VERSION, kind: 'changed', version: 99 };
    window.dispatchEvent(new MessageEvent('message', { data: news }));
    await patiently(() => {
      expect(asked.slice(before)).toEqual(['state']);
    });
  });

  it('tells how the results stand against the baseline, once one is set', async () => {
    let set: string | null = null;
    const { root, asked } = openPanel({ tab: 'overview' }, (call, args) =>
      call === 'state' ? { ...SMALL_STATE, baseline: set } : answerOf(call, args, HELD_SOURCE),
    );
    await shows(root, /What stands out/);
    expect(root.textContent).not.toMatch(/Against the baseline/);
    expect(asked).not.toContain('baseline');
    set = 'before';
    const changed = { protocol: PROTOCOL_VERSION, kind: 'changed', version: SMALL_STATE.version };
    window.dispatchEvent(new MessageEvent('message', { data: changed }));
    await shows(root, /✗ regressed: case_000/);
    const count = root.querySelector<HTMLElement>('.baseline-news .figure');
    count?.click();
    await shows(root, /Executive Summary/);
  });

  it('shades a pivot table as it was remembered, and says what shades mean', async () => {
    const queries: unknown[] = [];
    const open = (shade: unknown): ReturnType<typeof openPanel> =>
      openPanel({ tab: 'pivot', tabs: { pivot: { shade } } }, (call, args) => {
        if (call === 'pivot') queries.push(args);
        return answerOf(call, args);
      });
    const { root } = open('rows');
    await shows(root, /worst\s+best\s+\(each row by itself\)/);
    const strengths = [...root.querySelectorAll('.vt-cell.is-shaded')].map(({ className }) =>
      Number(/shade-(\d)/u.exec(className)?.[1]),
    );
    expect([Math.min(...strengths), Math.max(...strengths)]).toEqual([1, 9]);
    expect(root.querySelector('[style]:is(.is-shaded, .shade-swatch)')).toBeNull();
    const none = open('none');
    await shows(none.root, CONTENT.pivot);
    expect(none.root.querySelector('.is-shaded, .shade-legend')).toBeNull();
    await shows(open({ rows: 1 }).root, CONTENT.pivot);
    expect(queries).toMatchObject([{ shade: 'rows' }, { shade: 'none' }, { shade: null }]);
  });

  it('says why nothing is held against a baseline that is not there', async () => {
    const { root } = openPanel({ tab: 'overview' }, (call, args) =>
      call === 'state'
        ? { ...SMALL_STATE, baseline: 'gone' }
        : answerOf(call, args, { ...HELD_SOURCE, baseline: { text: 'gone', isRuled: () => true } }),
    );
    await shows(root, /Nothing can be held against this baseline: no result/);
  });

  it('suggests other sides once another baseline is set', async () => {
    let set: string | null = null;
    const { root, asked } = openPanel({ tab: 'compare' }, (call, args) =>
      call === 'state' ? { ...SMALL_STATE, baseline: set } : answerOf(call, args),
    );
    await shows(root, /moved\./);
    const before = asked.filter((call) => call === 'sides').length;
    set = 'before';
    const changed = { protocol: PROTOCOL_VERSION, kind: 'changed', version: SMALL_STATE.version };
    window.dispatchEvent(new MessageEvent('message', { data: changed }));
    await patiently(() => {
      expect(asked.filter((call) => call === 'sides')).toHaveLength(before + 1);
    });
  });

  it('asks the editor for the baseline of the report, keeps it, and asks again when another is set', async () => {
    const reports: unknown[] = [];
    let set: string | null = null;
    const { root, saved } = openPanel({ tab: 'report' }, (call, args) => {
      if (call === 'report') reports.push(args);
      if (call === 'pickBaseline') return { kind: 'previous' };
      return call === 'state' ? { ...SMALL_STATE, baseline: set } : answerOf(call, args);
    });
    await shows(root, /none is set/);
    const changed = { protocol: PROTOCOL_VERSION, kind: 'changed', version: SMALL_STATE.version };
    set = 'nightly';
    window.dispatchEvent(new MessageEvent('message', { data: changed }));
    await patiently(() => {
      expect(reports).toHaveLength(2);
    });
    root.querySelector<HTMLElement>('[title="Choose what the report is held against"]')?.click();
    await shows(root, /The last run of each series is compared with the one before it/);
    expect(saved()).toMatchObject({ tabs: { report: { baseline: { kind: 'previous' } } } });
    expect(reports.at(-1)).toEqual({ title: '', without: [], baseline: { kind: 'previous' } });
  });

  it.each([{ kind: 'folder', root: 0, path: 'gone' }, { kind: 'nonsense' }, 7])(
    'opens the report with a remembered baseline that is not there or is none: %j',
    async (baseline) => {
      const { root } = openPanel({ tab: 'report', tabs: { report: { baseline } } });
      await shows(
        root,
        typeof baseline === 'object' && 'path' in baseline
          ? /held against this baseline: no result/
          : /none is set/,
      );
    },
  );
});
