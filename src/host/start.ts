import * as vscode from 'vscode';
import { followAddedFolders } from './commands/added-folders.ts';
import type { HostRuntime } from './context.ts';
import { DASHBOARD_VIEW } from './dashboard/view-type.ts';
import { report } from './errors.ts';
import type { Features } from './features.ts';
import { DisposableStore } from './lifecycle.ts';
import type { Disposable } from './lifecycle.ts';
import { createLog } from './log.ts';
import { EXCERPT_SCHEME } from './places/scheme.ts';
import { AwaitedTree } from './start/awaited-tree.ts';
import { loadFeatures } from './start/load.ts';
import type { Shell } from './start/shell.ts';
import { standIn } from './start/stand-in.ts';
import { Waking } from './start/waking.ts';
import { LastSession } from './results/last-session.ts';
import { createRunsItem, showLastSession } from './status/runs-item.ts';

/** Id of the view of runs in the manifest. */
const RUNS_VIEW = 'benchtrail.runs';

/** The running extension, as `activate` gives it to other extensions and to tests. */
export interface Host extends Disposable {
  /** How long the start took, in milliseconds. */
  readonly readyMs: number;
  /** Everything that the extension does: loaded at the first call, the same at every other. */
  features(): Promise<Features>;
  /** Keeps what is known for the next session. */
  keep(): Promise<void>;
}

/**
 * Registers what VS Code may call, and nothing else: what does the work is loaded when something asks for it. `commands` are the
 * ids of the manifest.
 */
export function start(runtime: HostRuntime, commands: readonly string[]): Host {
  const started = performance.now();
  const store = new DisposableStore();
  let loaded: Features | undefined;
  let loading: Promise<Features> | undefined;
  const features = (): Promise<Features> => (loading ??= load());
  const load = async (): Promise<Features> => {
    const log = store.add(createLog());
    try {
      const createFeatures = await loadFeatures();
      store.remove(standIns);
      loaded = store.add(createFeatures(runtime, log, shell));
      return loaded;
    } catch (error) {
      report(error, vscode.l10n.t('Loading Benchtrail'), log);
      // Whoever asks next is told again, instead of nothing.
      loading = undefined;
      throw error;
    }
  };
  const shell = createShell(store, runtime, features);
  const standIns = store.add(standIn(commands, features));
  registerProviders(store, features);
  store.add(followAddedFolders());
  store.add(new Waking(features));
  return {
    readyMs: performance.now() - started,
    features,
    keep: async () => loaded?.keep(),
    dispose: () => {
      store.dispose();
    },
  };
}

function createShell(
  store: DisposableStore,
  { memory }: HostRuntime,
  features: () => Promise<Features>,
): Shell {
  const tree = store.add(new AwaitedTree(async () => (await features()).tree));
  const view = store.add(
    vscode.window.createTreeView(RUNS_VIEW, {
      treeDataProvider: tree,
      showCollapseAll: true,
      canSelectMany: true,
    }),
  );
  const status = store.add(createRunsItem());
  showLastSession(status, new LastSession(memory).counts);
  return { tree, view, status };
}

/** Panels and excerpts of a window that was closed are asked for when it opens again. */
function registerProviders(store: DisposableStore, features: () => Promise<Features>): void {
  store.add(
    vscode.window.registerWebviewPanelSerializer(DASHBOARD_VIEW, {
      deserializeWebviewPanel: async (panel: vscode.WebviewPanel) => {
        (await features()).dashboard.adopt(panel);
      },
    }),
  );
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(EXCERPT_SCHEME, {
      provideTextDocumentContent: async (uri) => (await features()).context.places.excerptAt(uri),
    }),
  );
}
