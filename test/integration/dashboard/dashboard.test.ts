import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { PROTOCOL_VERSION, readToWebview } from '../../../src/protocol/messages.ts';
import { JoinedParts, type Part } from '../../../src/protocol/parts.ts';
import { Session, type Handlers } from '../../../src/host/dashboard/session.ts';
import { dashboardPage, panelOptions } from '../../../src/host/dashboard/page.ts';
import { ExpectedError } from '../../../src/host/errors.ts';

const VIEW = 'benchtrail.dashboard';

async function until<T>(check: () => T | undefined, what: string): Promise<T> {
  for (let round = 0; round < 400; round++) {
    const found = check();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`Waited in vain for ${what}.`);
}

function panels(): readonly vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(VIEW));
}

const log = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  show: () => undefined,
  dispose: () => undefined,
};

describe('the panel of the dashboard', () => {
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens once, however often it is asked for', async () => {
    await vscode.commands.executeCommand('benchtrail.openDashboard');
    await until(() => panels()[0], 'the dashboard');
    await vscode.commands.executeCommand('benchtrail.openDashboard');
    await vscode.commands.executeCommand('benchtrail.openDashboard', 'some words');
    await vscode.commands.executeCommand('benchtrail.openDashboard', { $mid: 1 });
    assert.equal(panels().length, 1);
  });

  it('opens again after it was closed', async () => {
    const [first] = panels();
    if (first !== undefined) await vscode.window.tabGroups.close(first);
    await until(() => (panels().length === 0 ? true : undefined), 'the end of the panel');
    await vscode.commands.executeCommand('benchtrail.openDashboard');
    await until(() => panels()[0], 'the dashboard');
  });

  it('allows its own bundle and nothing else', () => {
    const panel = vscode.window.createWebviewPanel('test', 'test', vscode.ViewColumn.Active);
    try {
      const extension = vscode.Uri.file('/somewhere');
      const html = dashboardPage(panel.webview, extension);
      const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
      assert.match(policy, /^default-src 'none'; script-src 'nonce-[0-9a-f]{48}'; style-src /);
      assert.doesNotMatch(policy, /unsafe|https:(?!\/\/[^ ;]*vscode)|\*(?!\.)/);
      assert.notEqual(html, dashboardPage(panel.webview, extension));
      const roots = panelOptions(extension).localResourceRoots?.map(({ path }) => path);
      assert.deepEqual(roots, ['/somewhere/dist/webview']);
    } finally {
      panel.dispose();
    }
  });
});

describe('a session of the dashboard', () => {
  const received = new vscode.EventEmitter<unknown>();
  const posted: unknown[] = [];
  const port = {
    onDidReceiveMessage: received.event,
    postMessage: (message: unknown) => {
      posted.push(message);
      onPosted(message);
      return Promise.resolve(true);
    },
  };
  let onPosted: (message: unknown) => void = () => undefined;
  const called: string[] = [];
  let token: vscode.CancellationToken | undefined;
  /** Half a megabyte or more. */
  const large = {
    suggested: Array.from({ length: 20_000 }, (_, at) => ({ kind: 'series', series: String(at) })),
  };
  /** Only what these tests call; a call of anything else fails the test by its missing handler. */
  const handlers = {
    copy: (text: string) => {
      called.push(text);
      return Promise.resolve(undefined);
    },
    refresh: () => Promise.reject(new ExpectedError('Open a folder first.')),
    sides: () => Promise.resolve(large),
    showLog: () => Promise.reject(new TypeError('a secret of the code')),
    openFolder: (_args: undefined, given: vscode.CancellationToken) => {
      token = given;
      return new Promise<undefined>(() => undefined);
    },
  } as unknown as Handlers;
  const session = new Session(port, handlers, log);
  after(() => {
    session.dispose();
  });

  async function ask(message: object): Promise<Record<string, unknown>> {
    posted.length = 0;
    received.fire({ protocol: PROTOCOL_VERSION, kind: 'request', id: 1, args: undefined, ...message });
    return await until(() => posted[0] as Record<string, unknown> | undefined, 'an answer');
  }

  it('answers a request with the id that it has', async () => {
    const answer = await ask({ id: 7, call: 'copy', args: 'words' });
    assert.deepEqual(answer, {
      protocol: PROTOCOL_VERSION,
      kind: 'reply',
      id: 7,
      outcome: { ok: true, value: undefined },
    });
    assert.deepEqual(called, ['words']);
  });

  it('gives errors as values: expected ones in their words, others without their secrets', async () => {
    assert.deepEqual((await ask({ call: 'refresh' })).outcome, {
      ok: false,
      error: { message: 'Open a folder first.', logged: false },
    });
    const outcome = JSON.stringify((await ask({ call: 'showLog' })).outcome);
    assert.match(outcome, /"logged":true/);
    assert.doesNotMatch(outcome, /secret/);
  });

  it('refuses arguments that are not of the call, and names of commands', async () => {
    called.length = 0;
    for (const bad of [
      { call: 'copy', args: { text: 'x' } },
      { call: 'copy', args: undefined },
      { call: 'workbench.action.quit' },
      { call: 'constructor' },
      { call: 'copy', args: 'x', protocol: 99 },
    ]) {
      const { outcome } = await ask(bad);
      assert.equal((outcome as { ok: boolean }).ok, false);
    }
    assert.deepEqual(called, []);
  });

  it('drops what is no message, and cancels what is not wanted any more', async () => {
    posted.length = 0;
    for (const message of [null, undefined, 1, 'x', [], {}, { kind: 'request' }]) received.fire(message);
    received.fire({
      protocol: PROTOCOL_VERSION,
      kind: 'request',
      id: 3,
      call: 'openFolder',
      args: undefined,
    });
    const given = await until(() => token, 'the call');
    received.fire({ protocol: PROTOCOL_VERSION, kind: 'cancel', id: 3 });
    await until(() => (given.isCancellationRequested ? true : undefined), 'the cancelling');
    assert.deepEqual(posted, []);
  });

  /** The parts of an answer that were posted. */
  function partsOf(id: number): readonly Part[] {
    const messages = posted.map((message) => readToWebview(message));
    return messages.flatMap((message) =>
      message?.kind === 'part' && message.id === id ? [message.part] : [],
    );
  }

  async function askForSides(id: number): Promise<void> {
    received.fire({ protocol: PROTOCOL_VERSION, kind: 'request', id, call: 'sides', args: undefined });
    await until(() => partsOf(id).at(-1), 'a part of the answer');
  }

  it('posts a large answer in parts', async () => {
    posted.length = 0;
    await askForSides(8);
    await until(() => partsOf(8).find(({ isLast }) => isLast), 'the last part');
    const joined = new JoinedParts((bytes) => new TextDecoder().decode(bytes));
    for (const part of partsOf(8)) assert.ok(joined.add(part));
    assert.ok(partsOf(8).length > 1);
    assert.deepEqual(joined.data, large);
  });

  it('posts no more parts of an answer that is not wanted any more', async () => {
    posted.length = 0;
    onPosted = () => {
      received.fire({ protocol: PROTOCOL_VERSION, kind: 'cancel', id: 9 });
    };
    await askForSides(9);
    await askForSides(10);
    await until(() => partsOf(10).find(({ isLast }) => isLast), 'the last part of the next answer');
    assert.equal(partsOf(9).length, 1);
  });
});
