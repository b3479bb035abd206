import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { MODELS, type ModelSource } from '../../../src/host/dashboard/models.ts';
import { runToEnd, type Steps } from '../../../src/core/model/steps.ts';
import type { CallName } from '../../../src/protocol/calls.ts';
import { PROTOCOL_VERSION, readToHost, type Outcome } from '../../../src/protocol/messages.ts';
import { THEME_VARIABLES } from './themes.ts';

const ORIGIN = 'http://dashboard.test';
const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };

export interface PageOptions {
  readonly theme: keyof typeof THEME_VARIABLES;
  /** What the panel remembered. */
  readonly state?: unknown;
}

/** The built webview in a bare page, answered from a snapshot as the host would; for benchmarks and quick looks. */
export async function openDashboardPage(
  page: Page,
  source: ModelSource,
  options: PageOptions,
): Promise<void> {
  await page.route(`${ORIGIN}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') {
      await route.fulfill({ contentType: 'text/html', body: html(options) });
      return;
    }
    const body = await readFile(join('dist', 'webview', name)).catch(() => null);
    const contentType = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain';
    await (body === null ? route.fulfill({ status: 404 }) : route.fulfill({ contentType, body }));
  });
  await page.exposeFunction('dashboardAsk', (message: unknown) => answer(source, message));
  await page.goto(`${ORIGIN}/`);
}

function answer(source: ModelSource, arrived: unknown): unknown {
  const message = readToHost(arrived);
  if (message === null || message.kind === 'cancel') return null;
  const { id } = message;
  const reply = (outcome: Outcome<unknown>): unknown => ({
    protocol: PROTOCOL_VERSION,
    kind: 'reply',
    id,
    outcome,
  });
  if (message.kind === 'bad-request')
    return reply({ ok: false, error: { message: message.why, logged: false } });
  return reply({ ok: true, value: valueOf(source, message.call, message.args) });
}

function valueOf(source: ModelSource, call: CallName, args: unknown): unknown {
  if (call === 'state') return stateOf(source);
  if (!(call in MODELS)) return call.startsWith('save') ? true : undefined;
  const models = MODELS as Readonly<Record<string, (source: ModelSource, args: unknown) => Steps<unknown>>>;
  const made = models[call];
  return made === undefined ? undefined : runToEnd(made(source, args));
}

function stateOf({ snapshot, roots, project }: ModelSource): unknown {
  return {
    version: snapshot.version,
    phase: 'idle',
    done: 0,
    total: 0,
    roots,
    files: snapshot.files.length,
    counted: snapshot.measures.filter(({ counted }) => counted).length,
    baseline: project.baseline,
    focus: null,
  };
}

function html({ theme, state }: PageOptions): string {
  const variables = Object.entries(THEME_VARIABLES[theme]).map(([name, value]) => `--${name}:${value}`);
  return `<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8">
<style>:root{${variables.join(';')}}</style><link rel="stylesheet" href="dashboard.css">
<script>
let state = ${JSON.stringify(state ?? null)};
globalThis.acquireVsCodeApi = () => ({
  postMessage: (message) => dashboardAsk(message).then((reply) => reply && window.postMessage(reply)),
  getState: () => state,
  setState: (next) => { state = next; },
});
</script>
</head><body class="vscode-${theme}"><div id="app"></div><script type="module" src="dashboard.js"></script></body></html>`;
}
