import { html, nothing, type TemplateResult } from 'lit-html';
import { formatCount } from '../../../src/core/format/quantity.ts';
import { formatDate } from '../../../src/core/format/times.ts';
import type { OverviewView } from '../../../src/protocol/models/overview.ts';
import { button } from '../../controls/controls.ts';
import { icon, type IconName } from '../../controls/icons.ts';
import type { TabContext, TabView } from '../app.ts';
import type { Host } from '../host.ts';
import { figureLink, sentence } from '../inlines.ts';
import { openPlace, openSource, sourceText } from '../places.ts';
import { Resource, withBaseline } from '../resource.ts';
import { whenLoaded } from '../states.ts';
import { baselineNews } from './baseline-news.ts';
import { emptyResults } from './empty.ts';
import { headlineCards } from './headlines.ts';
import { t } from '../../l10n.ts';

/** What was read, what stands out, what changed, and the headline metrics as small multiples. */
export class OverviewTab implements TabView {
  readonly #overview: Resource<'overview'>;
  readonly #baseline: Resource<'baseline'>;

  constructor(host: Host, changed: () => void) {
    this.#overview = new Resource(host, 'overview', changed);
    this.#baseline = new Resource(host, 'baseline', changed);
  }

  draw(context: TabContext): TemplateResult {
    const loaded = this.#overview.need(undefined, context.panel.version);
    return whenLoaded(
      loaded,
      t('Reading results …'),
      (result) =>
        result.kind === 'empty'
          ? emptyResults(result, context)
          : overview(result, this.#held(context), context),
      () => {
        this.#overview.again();
        context.changed();
      },
    );
  }

  /** Asked for after the overview, which is not to wait for it. */
  #held(context: TabContext): TemplateResult | typeof nothing {
    if (context.panel.baseline === null) return nothing;
    return baselineNews(this.#baseline.need(undefined, withBaseline(context.panel)), context);
  }
}

function overview(
  model: OverviewView,
  held: TemplateResult | typeof nothing,
  context: TabContext,
): TemplateResult {
  return html`<div class="overview">
    <h1 class="overview-title">${model.title}</h1>
    ${facts(model, context)}
    <div class="overview-columns">
      <div class="overview-main">${held} ${findings(model, context)}</div>
      <div class="overview-side">${since(model, context)} ${environment(model, context)}</div>
    </div>
    ${model.headlines.length === 0 ? nothing : headlineCards(model.headlines, context)}
  </div>`;
}

/** How much was read, and below it what became of the files; zeros that say nothing are left out. */
function facts({ facts: all }: OverviewView, context: TabContext): TemplateResult {
  const states = all.filter(({ id, figure }) => id.startsWith('files-') && figure.text !== '0');
  // One state of all files is no news.
  const parts = states.length > 1 ? states : [];
  const shown = all.filter(
    ({ id, figure }) => !id.startsWith('files-') && (figure.text !== '0' || id === 'failures'),
  );
  return html`<dl class="facts">
      ${shown.map(
        ({ title, figure, alert }) =>
          html`<div class="fact ${alert ? 'is-alert' : ''}">
            <dt>${title}</dt>
            <dd>
              <span class="fact-number">${figureLink(figure, context)}</span>
            </dd>
          </div>`,
      )}
    </dl>
    <p class="fact-parts">
      ${parts.map(
        (part, index) =>
          html`${index === 0 ? `${t('Files:')} ` : ', '}<span class=${part.alert ? 'is-alert' : ''}
              >${part.figure.text} ${part.title}</span
            >`,
      )}${parts.length === 0 ? nothing : '.'}
    </p>`;
}

function findings({ findings: all, findingsInAll }: OverviewView, context: TabContext): TemplateResult {
  return html`<section class="findings" aria-labelledby="findings-title">
    <h2 id="findings-title">${t('What stands out')}</h2>
    ${
      all.length === 0
        ? html`<p class="muted">${t('Nothing stands out: no finding passed its test.')}</p>`
        : html`<ol class="finding-list">
            ${all.map(
              (finding) =>
                html`<li class="finding">
                  <p>${sentence(finding.statement, context)}</p>
                  ${finding.detail.slice(0, 2).map((detail) => html`<p class="muted">${sentence(detail, context)}</p>`)}
                  ${
                    finding.advice === null
                      ? nothing
                      : html`<p class="advice">
                          ${icon('right')}<span>${sentence(finding.advice, context)}</span>
                        </p>`
                  }
                  ${sourcesOf(finding.sources, context)}
                </li>`,
            )}
          </ol>`
    }
    ${
      findingsInAll > all.length
        ? html`<p>
            ${button({
              label: t('All {0} findings in the report', formatCount(findingsInAll)),
              run: () => {
                context.show('report');
              },
            })}
          </p>`
        : nothing
    }
  </section>`;
}

function sourcesOf(
  sources: OverviewView['findings'][number]['sources'],
  context: TabContext,
): TemplateResult | typeof nothing {
  const [first] = sources;
  if (first === undefined) return nothing;
  return html`<p class="finding-source">
    <button
      class="link code"
      type="button"
      title=${t('Open beside')}
      @click=${() => {
        openPlace(context, first);
      }}
    >
      ${sourceText(first)}</button
    >${sources.length > 1 ? html`<span class="muted"> ${t('and {0} more places', formatCount(sources.length - 1))}</span>` : nothing}
  </p>`;
}

const CHANGE_ICONS: Readonly<Record<'new' | 'changed' | 'removed', IconName>> = {
  new: 'plus',
  changed: 'differs',
  removed: 'minus',
};

const KIND_TEXTS = { new: t('new'), changed: t('changed'), removed: t('removed') } as const;

/** Runs shown before the rest is counted. */
const MOST_CHANGES = 6;

function since({ since: change }: OverviewView, context: TabContext): TemplateResult {
  const title = html`<h2 id="since-title">${t('Since the last look')}</h2>`;
  if (change === null) {
    return html`<section aria-labelledby="since-title">
      ${title}
      <p class="muted">${t('This is the first look: the next one tells what became of the runs since.')}</p>
    </section>`;
  }
  const { added, changed, removed, runs } = change;
  if (added + changed + removed === 0) {
    return html`<section aria-labelledby="since-title">
      ${title}
      <p class="muted">${t('No run was added, changed or removed.')}</p>
    </section>`;
  }
  const rest = added + changed + removed - Math.min(MOST_CHANGES, runs.length);
  return html`<section aria-labelledby="since-title">
    ${title}
    <ul class="changes">
      ${runs.slice(0, MOST_CHANGES).map((run) => {
        const { source } = run;
        return html`<li class="change">
          ${icon(CHANGE_ICONS[run.kind])}
          <span class="change-kind">${KIND_TEXTS[run.kind]}</span>
          ${
            source === null
              ? html`<span class="change-name" title=${run.id}>${run.id}</span>`
              : html`<button
                  class="link change-name"
                  type="button"
                  title=${run.startedAt === null ? run.id : `${run.id}, ${formatDate(run.startedAt)}`}
                  @click=${() => {
                    openSource(context, source);
                  }}
                >
                  ${run.id}
                </button>`
          }
          ${run.headlines
            .slice(0, 1)
            .map(
              ({ title: metric, before, after, change: by }) =>
                html`<span class="change-metric"
                  >${metric} ${before} →
                  ${figureLink(after, context)}${
                    by === null ? nothing : html` (${figureLink(by, context)})`
                  }</span
                >`,
            )}
        </li>`;
      })}
    </ul>
    ${rest > 0 ? html`<p class="muted">${t('and {0} more', formatCount(rest))}</p>` : nothing}
  </section>`;
}

/** Keys shown before the rest is folded away. */
const MOST_KEYS = 5;

function environment({ environment: summary }: OverviewView, context: TabContext): TemplateResult {
  const { keys, sentence: text } = summary;
  const row = ({ key, values, differs }: OverviewView['environment']['keys'][number]): TemplateResult =>
    html`<div class="environment-row ${differs ? 'differs' : ''}">
      <dt>${differs ? icon('differs') : nothing}<code>${key}</code></dt>
      <dd>
        ${values
          .slice(0, 4)
          .map(
            ({ value, runs }, index) =>
              html`${index === 0 ? '' : ', '}<span title=${value}>${value}</span>${
                  values.length > 1
                    ? html` <span class="muted"
                        >(${figureLink(runs, context)} ${runs.text === '1' ? t('run') : t('runs')})</span
                      >`
                    : nothing
                }`,
          )}${values.length > 4 ? html`<span class="muted"> ${t('and {0} more', formatCount(values.length - 4))}</span>` : nothing}
      </dd>
    </div>`;
  return html`<section aria-labelledby="environment-title">
    <h2 id="environment-title">${t('Environment')}</h2>
    <p>${text}</p>
    ${keys.length === 0 ? nothing : html`<dl class="environment">${keys.slice(0, MOST_KEYS).map(row)}</dl>`}
    ${
      keys.length > MOST_KEYS
        ? html`<details>
            <summary>${t('{0} more', formatCount(keys.length - MOST_KEYS))}</summary>
            <dl class="environment">${keys.slice(MOST_KEYS).map(row)}</dl>
          </details>`
        : nothing
    }
  </section>`;
}
