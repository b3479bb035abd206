import { html, nothing, type TemplateResult } from 'lit-html';
import type { ReportBaseline } from '../../../src/core/report/baseline-sides.ts';
import { isReportBaseline, type ReportView } from '../../../src/protocol/models/report.ts';
import { formatCount } from '../../../src/core/format/quantity.ts';
import { isText, listOf } from '../../../src/protocol/guards.ts';
import { button, checkbox, textField } from '../../controls/controls.ts';
import type { TabContext, TabView } from '../app.ts';
import type { Host } from '../host.ts';
import { sentence } from '../inlines.ts';
import { savedOf } from '../query-state.ts';
import { Resource, withBaseline } from '../resource.ts';
import { whenLoaded } from '../states.ts';
import { textOr } from '../view-state.ts';
import { emptyResults } from './empty.ts';
import { reportBlock } from './report-blocks.ts';
import { t } from '../../l10n.ts';

interface ReportState {
  /** Empty: the project's own. */
  readonly title: string;
  /** Ids of sections that are left out. */
  readonly without: readonly string[];
  readonly baseline: ReportBaseline;
}

const areIds = listOf(isText, 100);

/** The report as it is saved: the same sections from the same model, each figure with its card and its place. */
export class ReportTab implements TabView {
  readonly #report: Resource<'report'>;

  constructor(host: Host, changed: () => void) {
    this.#report = new Resource(host, 'report', changed);
  }

  draw(context: TabContext): TemplateResult {
    const saved = savedOf(context.remembered);
    const state: ReportState = {
      title: textOr(saved.title, '', 300),
      without: areIds(saved.without) ? saved.without : [],
      baseline: isReportBaseline(saved.baseline) ? saved.baseline : { kind: 'set' },
    };
    const { panel } = context;
    const under = state.baseline.kind === 'set' ? withBaseline(panel) : panel.version;
    return whenLoaded(
      // All sections, always: leaving some out and taking them in again asks for nothing.
      this.#report.need({ ...state, without: [] }, under),
      t('Writing the report …'),
      (result) => ('sections' in result ? page(result, state, context) : emptyResults(result, context)),
      () => {
        this.#report.again();
        context.changed();
      },
    );
  }
}

function page(report: ReportView, state: ReportState, context: TabContext): TemplateResult {
  const shown = report.sections.filter(({ id }) => !state.without.includes(id));
  return html`<div class="report">
    ${toolbar(report, state, context)}
    ${report.baseline.note === null ? nothing : html`<p class="muted" role="status">${report.baseline.note}</p>`}
    <div class="report-columns">
      ${contents(report, state, context)}
      <article class="report-body">
        <h1>${report.title}</h1>
        <dl class="environment report-header">
          ${report.header.map(
            ([name, text]) =>
              html`<div class="environment-row">
                <dt class="muted">${name}</dt>
                <dd>${sentence(text, context)}</dd>
              </div>`,
          )}
          <div class="environment-row">
            <dt class="muted">${t('Figures')}</dt>
            <dd>
              ${t('{0}, from {1} sets of observations', formatCount(report.figures), formatCount(report.evidence))}
            </dd>
          </div>
        </dl>
        ${shown.map(
          ({ id, title, blocks }) =>
            html`<section id="section-${id}" aria-labelledby="title-${id}">
              <h2 id="title-${id}">${title}</h2>
              ${blocks.map((block) => reportBlock(block, context))}
            </section>`,
        )}
        ${shown.length === 0 ? html`<p class="muted">${t('Every section is left out. Take one in again in the list of sections.')}</p>` : nothing}
      </article>
    </div>
  </div>`;
}

function toolbar(report: ReportView, state: ReportState, context: TabContext): TemplateResult {
  const { act, host } = context;
  return html`<div class="toolbar">
    ${textField({
      label: t('Title of the report'),
      placeholder: report.title,
      value: state.title,
      class: 'wide-field',
      input: (title) => {
        context.remember({ ...state, title });
      },
    })}
    <span class="side">
      <span class="field-label">${t('Baseline')}</span>
      ${button({
        label: report.baseline.text,
        title: t('Choose what the report is held against'),
        run: () => {
          const chosen = host.ask('pickBaseline', undefined).answer.then((baseline) => {
            if (baseline !== null) context.remember({ ...state, baseline });
          });
          act(chosen);
        },
      })}
    </span>
    <span class="group end">
      ${button({
        label: t('Save as Markdown'),
        icon: 'save',
        look: 'primary',
        run: () => {
          act(host.ask('saveReport', { ...state, format: 'md' }).answer);
        },
      })}
      ${button({
        label: t('Save as HTML'),
        title: t('Save as one page that needs nothing else'),
        run: () => {
          act(host.ask('saveReport', { ...state, format: 'html' }).answer);
        },
      })}
      ${button({
        label: t('Copy'),
        title: t('Copy as Markdown'),
        icon: 'copy',
        run: () => {
          act(host.ask('copyReport', state).answer);
        },
      })}
    </span>
  </div>`;
}

/** The sections: a box to take each in or leave it out, and its title leads to it. */
function contents({ sections }: ReportView, state: ReportState, context: TabContext): TemplateResult {
  return html`<nav class="contents" aria-label=${t('Sections')}>
    <ul class="plain">
      ${sections.map(({ id, title }) => {
        const isOut = state.without.includes(id);
        return html`<li>
          ${checkbox({
            label: t('Include {0}', title),
            isBare: true,
            checked: !isOut,
            change: (isIn) => {
              const without = isIn ? state.without.filter((one) => one !== id) : [...state.without, id];
              context.remember({ ...state, without });
            },
          })}
          <button
            class="link"
            type="button"
            title=${t('Go to this section')}
            ?disabled=${isOut}
            @click=${() => {
              document.getElementById(`section-${id}`)?.scrollIntoView({ block: 'start' });
            }}
          >
            ${title}
          </button>
        </li>`;
      })}
    </ul>
  </nav>`;
}
