import { html, nothing, render, type TemplateResult } from 'lit-html';
import { isRecord } from '../../src/protocol/guards.ts';
import type { PanelState } from '../../src/protocol/panel-state.ts';
import { Refusal } from '../../src/protocol/requests.ts';
import type { Host, WebviewApi } from './host.ts';
import { Resource } from './resource.ts';
import { loadingState, problemState } from './states.ts';
import { statusLine } from './status.ts';
import { tabList } from './tab-list.ts';
import { readViewState, type Tab, type ViewState } from './view-state.ts';
import { t } from '../l10n.ts';

/** What a tab may use of the panel around it. */
export interface TabContext {
  readonly host: Host;
  readonly panel: PanelState;
  /** Draws again soon. */
  readonly changed: () => void;
  /** What this tab remembered, unguarded; null for nothing. */
  readonly remembered: unknown;
  readonly remember: (state: unknown) => void;
  readonly show: (tab: Tab, state?: unknown) => void;
  /** Runs something that may fail, and says so if it does. */
  readonly act: (work: Promise<unknown>) => void;
}

/** One tab: draws itself from what it asked the host for. */
export interface TabView {
  readonly draw: (context: TabContext) => TemplateResult;
}

/** The panel: which tab is open, what is remembered, and when to draw. */
export class App {
  readonly #api: WebviewApi;
  readonly #host: Host;
  readonly #root: HTMLElement;
  readonly #views: Readonly<Record<Tab, TabView>>;
  readonly #state: Resource<'state'>;
  #view: ViewState;
  #news = 0;
  /** Something was out while the last question was on its way. */
  #stale = false;
  #problem: Refusal | null = null;
  #drawing = false;
  #restoreScroll = true;

  constructor(
    api: WebviewApi,
    host: Host,
    root: HTMLElement,
    views: (host: Host, changed: () => void) => Readonly<Record<Tab, TabView>>,
  ) {
    this.#api = api;
    this.#host = host;
    this.#root = root;
    const changed = (): void => {
      this.draw();
    };
    this.#views = views(host, changed);
    this.#state = new Resource(host, 'state', changed);
    this.#view = readViewState(api.getState());
  }

  /** Asks for the first state and listens from then on. */
  start(): void {
    const ask = (): void => {
      this.#stale = true;
      this.draw();
    };
    this.#host.onChanged(ask);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') ask();
    });
    // Toolbars fold in a narrow panel, and charts are chosen for the pixels there are.
    window.addEventListener('resize', () => {
      this.draw();
    });
    this.draw();
  }

  /** Draws in the next frame, once however often it was asked for. */
  draw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      this.#drawNow();
    });
  }

  #drawNow(): void {
    if (this.#stale && !this.#state.known.loading) {
      this.#stale = false;
      this.#news++;
    }
    const { value: panel, refusal } = this.#state.need(undefined, this.#news);
    this.#follow(panel);
    render(this.#page(panel, refusal ?? this.#problem), this.#root);
    if (panel !== null && this.#restoreScroll) this.#scrollBack();
  }

  #page(panel: PanelState | null, refusal: Refusal | null): TemplateResult {
    const { tab } = this.#view;
    return html`<header class="top">
        ${tabList(tab, (next) => {
          this.#show(next);
        })}
        ${panel === null ? nothing : statusLine(panel, this.#context(tab, panel))}
      </header>
      ${
        refusal === null
          ? nothing
          : problemState(refusal, {
              dismiss: () => {
                this.#problem = null;
                this.#state.again();
                this.draw();
              },
              showLog: () => {
                this.#act(this.#host.ask('showLog', undefined).answer);
              },
            })
      }
      <main
        id="panel-${tab}"
        class="tab-panel tab-${tab}"
        role="tabpanel"
        aria-labelledby="tab-${tab}"
        tabindex="-1"
        @scroll=${this.#scrolled}
      >
        ${this.#content(tab, panel)}
      </main>`;
  }

  /** Before the first file is read nothing can be said, not even that there is none. */
  #content(tab: Tab, panel: PanelState | null): TemplateResult | typeof nothing {
    if (panel === null) return nothing;
    return panel.files === 0 && panel.phase !== 'idle'
      ? loadingState(t('Reading benchmark results…'))
      : this.#views[tab].draw(this.#context(tab, panel));
  }

  /** Shows what a command of the editor asked to see, once. */
  #follow(panel: PanelState | null): void {
    const focus = panel?.focus ?? null;
    if (focus === null || focus.sequence <= this.#view.followed) return;
    this.#view = { ...this.#view, followed: focus.sequence };
    this.#show('charts', { ...this.#remembered('charts'), text: focus.text });
  }

  #remembered(tab: Tab): Readonly<Record<string, unknown>> {
    const state = this.#view.tabs[tab];
    return isRecord(state) ? state : {};
  }

  #context(tab: Tab, panel: PanelState): TabContext {
    return {
      host: this.#host,
      panel,
      changed: () => {
        this.draw();
      },
      remembered: this.#view.tabs[tab] ?? null,
      remember: (state) => {
        this.#remember({ ...this.#view, tabs: { ...this.#view.tabs, [tab]: state } });
      },
      show: (next, state) => {
        this.#show(next, state);
      },
      act: (work) => {
        this.#act(work);
      },
    };
  }

  #show(tab: Tab, state?: unknown): void {
    const tabs = state === undefined ? this.#view.tabs : { ...this.#view.tabs, [tab]: state };
    this.#restoreScroll = true;
    this.#remember({ ...this.#view, tab, tabs });
  }

  #remember(view: ViewState): void {
    this.#view = view;
    this.#api.setState(view);
    this.draw();
  }

  #act(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.#problem = error instanceof Refusal ? error : new Refusal('host', String(error));
      this.draw();
    });
  }

  readonly #scrolled = (event: Event): void => {
    const { currentTarget } = event;
    if (!(currentTarget instanceof HTMLElement) || this.#restoreScroll) return;
    const scroll = { ...this.#view.scroll, [this.#view.tab]: Math.round(currentTarget.scrollTop) };
    this.#view = { ...this.#view, scroll };
    this.#api.setState(this.#view);
  };

  /** Once the tab is as long as it was. */
  #scrollBack(): void {
    const wanted = this.#view.scroll[this.#view.tab] ?? 0;
    const main = this.#root.querySelector('main');
    if (main === null) return;
    main.scrollTop = wanted;
    if (Math.abs(main.scrollTop - wanted) < 2) this.#restoreScroll = false;
  }
}
