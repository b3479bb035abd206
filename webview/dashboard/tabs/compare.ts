import { html, type TemplateResult } from 'lit-html';
import type { CompareModel, CompareQuery } from '../../../src/core/dashboard/compare-model.ts';
import type { CompareSide } from '../../../src/core/compare/side.ts';
import { formatCount, formatPercent } from '../../../src/core/format/quantity.ts';
import { isCompareSide } from '../../../src/protocol/models/compare.ts';
import { isFlag, isText, listOf } from '../../../src/protocol/guards.ts';
import type { BarsSpec } from '../../../src/core/charts/spec.ts';
import type { ChartView } from '../../../src/core/dashboard/chart.ts';
import { NO_ZOOM } from '../../charts/chart-element.ts';
import { button, checkbox } from '../../controls/controls.ts';
import type { TabContext, TabView } from '../app.ts';
import type { Host } from '../host.ts';
import { filterOr, savedOf } from '../query-state.ts';
import { Resource, withBaseline } from '../resource.ts';
import { emptyState, whenLoaded } from '../states.ts';
import { chartFigure } from './chart-figure.ts';
import { compareDetails } from './compare-details.ts';
import { compareTable, linesMarkdown, shownRows, type CompareSort } from './compare-table.ts';
import { compareToolbar } from './compare-toolbar.ts';
import { t } from '../../l10n.ts';

/** What the Compare tab remembers. */
export interface CompareState {
  /** Empty: the suggested ones. */
  readonly sides: readonly CompareSide[];
  readonly ignore: readonly string[];
  readonly filter: CompareQuery['filter'];
  readonly onlyMoved: boolean;
  readonly sort: CompareSort | null;
  readonly view: 'table' | 'chart';
}

/** Sides set against a baseline: every benchmark and metric with its change, interval, p and verdict. */
export class CompareTab implements TabView {
  readonly #sides: Resource<'sides'>;
  readonly #compare: Resource<'compare'>;

  constructor(host: Host, changed: () => void) {
    this.#sides = new Resource(host, 'sides', changed);
    this.#compare = new Resource(host, 'compare', changed);
  }

  draw(context: TabContext): TemplateResult {
    const { version } = context.panel;
    const again = (): void => {
      this.#sides.again();
      this.#compare.again();
      context.changed();
    };
    return whenLoaded(
      this.#sides.need(undefined, withBaseline(context.panel)),
      t('Looking for runs …'),
      ({ suggested }) => {
        const state = readState(context.remembered);
        const sides = state.sides.length > 0 ? state.sides : suggested;
        const query = { sides, ignore: state.ignore, filter: state.filter, metrics: [] };
        const set = (change: Partial<CompareState>): void => {
          context.remember({ ...state, sides, ...change });
        };
        return html`<div class="compare fill">
          ${compareToolbar(this.#compare.known.value, sides, { context, state, set })}
          ${
            sides.length < 2
              ? emptyState({
                  why: t('Nothing to compare yet.'),
                  what: t('Choose a baseline and another side: runs, a series, or a category.'),
                })
              : whenLoaded(
                  this.#compare.need(query, version),
                  t('Comparing …'),
                  (result) =>
                    result.kind === 'empty' ? emptyState(result) : page(result, { context, state, set }),
                  again,
                )
          }
        </div>`;
      },
      again,
    );
  }
}

export interface CompareActs {
  readonly context: TabContext;
  readonly state: CompareState;
  readonly set: (change: Partial<CompareState>) => void;
}

function page(model: CompareModel, acts: CompareActs): TemplateResult {
  const { state, set, context } = acts;
  const rows = shownRows(model, state);
  return html`<div class="compare-result fill">
    <div class="table-head">
      <p role="status">
        <strong>${t('{0} of {1} moved.', formatCount(model.moved), formatCount(model.rows.length))}</strong>
        <span class="muted"
          >${model.summary}
          ${t('Changes within {0}, or within what eight runs before move by themselves, count as noise.', formatPercent(model.noiseFloor))}</span
        >
      </p>
      <span class="group end">
        ${checkbox({
          label: t('Only what moved'),
          checked: state.onlyMoved,
          change: (onlyMoved) => {
            set({ onlyMoved });
          },
        })}
        ${button({
          label: state.view === 'table' ? t('Show as chart') : t('Show as table'),
          icon: state.view === 'table' ? 'chart' : 'table',
          look: 'icon',
          run: () => {
            set({ view: state.view === 'table' ? 'chart' : 'table' });
          },
        })}
        ${button({
          label: t('Copy as Markdown'),
          icon: 'copy',
          look: 'icon',
          run: () => {
            context.act(context.host.ask('copy', linesMarkdown(model, rows)).answer);
          },
        })}
      </span>
    </div>
    ${compareDetails(model, acts)}
    ${
      rows.length === 0
        ? emptyState({
            why: state.onlyMoved ? t('Nothing moved.') : t('The sides share no benchmark.'),
            what: state.onlyMoved
              ? t('Show everything to see what could not be told, and why.')
              : t('Choose sides that were measured with the same benchmarks.'),
          })
        : state.view === 'chart' && model.chart !== null
          ? compareChart(model.chart, acts)
          : compareTable(model, rows, acts)
    }
  </div>`;
}

const areSides = listOf(isCompareSide, 20);
const areTexts = listOf(isText, 1000);

function readState(remembered: unknown): CompareState {
  const saved = savedOf(remembered);
  const { sides, ignore, onlyMoved, view } = saved;
  const sort = savedOf(saved.sort);
  return {
    sides: areSides(sides) ? sides : [],
    ignore: areTexts(ignore) ? ignore : [],
    filter: filterOr(saved),
    onlyMoved: isFlag(onlyMoved) && onlyMoved,
    sort:
      typeof sort.column === 'number' && isFlag(sort.descending)
        ? { column: sort.column, descending: sort.descending }
        : null,
    view: view === 'chart' ? 'chart' : 'table',
  };
}

/** All changes on one axis: dots with their intervals. */
function compareChart(spec: BarsSpec, { context }: CompareActs): TemplateResult {
  return html`<div class="compare-chart">
    ${chartFigure(viewOf(spec), {
      context,
      twin: null,
      hidden: [],
      zoom: NO_ZOOM,
      zoomed: () => undefined,
      hide: () => undefined,
    })}
  </div>`;
}

const views = new WeakMap<BarsSpec, ChartView>();

/** The same view for the same drawing, so that drawing the tab again does not draw the chart again. */
function viewOf(spec: BarsSpec): ChartView {
  const known = views.get(spec);
  if (known !== undefined) return known;
  const view = { spec, dense: null };
  views.set(spec, view);
  return view;
}
