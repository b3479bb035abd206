import * as vscode from 'vscode';
import type { Focus } from '../../protocol/panel-state.ts';
import type { HostContext } from '../context.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { handlersOf } from './handlers.ts';
import { dashboardPage, panelOptions } from './page.ts';
import { Session } from './session.ts';
import { Throttle } from './throttle.ts';
import { DASHBOARD_VIEW } from './view-type.ts';

/** The one dashboard panel of the window, from its opening or revival to its end. */
export class Dashboard implements Disposable {
  readonly #context: HostContext;
  #focus: Focus | null = null;
  #push: (() => void) | undefined;
  #shown: { readonly panel: vscode.WebviewPanel; readonly end: DisposableStore } | undefined;

  constructor(context: HostContext) {
    this.#context = context;
  }

  /** Shows the panel, where it is or in the active column; with a text, the charts of the results that it finds. */
  open(text: string | null): void {
    if (text !== null) this.#focus = { sequence: this.#context.runtime.now().getTime(), text };
    this.#reveal();
    this.#push?.();
  }

  /** Makes a panel ours, new or restored; one that is already there gives way. */
  adopt(panel: vscode.WebviewPanel): void {
    this.#shown?.panel.dispose();
    const { runtime, log, results, insights } = this.#context;
    const end = new DisposableStore();
    const shown = { panel, end };
    this.#shown = shown;
    panel.webview.options = panelOptions(runtime.extension);
    panel.iconPath = vscode.Uri.joinPath(runtime.extension, 'media', 'icon.png');
    const session = end.add(
      new Session(
        panel.webview,
        handlersOf(this.#context, () => this.#focus),
        log,
      ),
    );
    const news = end.add(
      new Throttle(() => {
        session.push(results.snapshot.version);
      }),
    );
    const push = (): void => {
      news.run();
    };
    this.#push = push;
    end.add(results.onDidChange(push));
    end.add(results.onDidChangeState(push));
    end.add(insights.onDidChangeBaseline(push));
    end.add(
      panel.onDidDispose(() => {
        end.dispose();
        if (this.#shown === shown) this.#shown = undefined;
      }),
    );
    panel.webview.html = dashboardPage(panel.webview, runtime.extension);
  }

  dispose(): void {
    this.#shown?.panel.dispose();
  }

  #reveal(): void {
    if (this.#shown !== undefined) {
      this.#shown.panel.reveal();
      return;
    }
    const { extension } = this.#context.runtime;
    const panel = vscode.window.createWebviewPanel(
      DASHBOARD_VIEW,
      vscode.l10n.t('Benchtrail Dashboard'),
      vscode.ViewColumn.Active,
      { ...panelOptions(extension), retainContextWhenHidden: false, enableFindWidget: true },
    );
    this.adopt(panel);
  }
}
