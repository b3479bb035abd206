import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html';
import type { BarsSpec, ChartPoint } from '../../../src/core/charts/spec.ts';
import { formatCount, formatQuantity } from '../../../src/core/format/quantity.ts';
import type { OverviewView } from '../../../src/protocol/models/overview.ts';
import { tellApart, withoutKeys, type Keyless } from '../../charts/tell-apart.ts';
import { splitName } from '../../tables/split-name.ts';
import type { TabContext } from '../app.ts';
import { css } from '../css.ts';
import { openSource, sourceText } from '../places.ts';
import { t } from '../../l10n.ts';

type Group = OverviewView['headlines'][number];
type Headline = Group['metrics'][number];

/** The headline metrics of each category: one small chart each, rows that read as a table. */
export function headlineCards(groups: readonly Group[], context: TabContext): TemplateResult {
  return html`<section aria-labelledby="headlines-title">
    <h2 id="headlines-title">${t('Headline metrics')}</h2>
    <div class="headline-groups">
      ${groups.map(
        ({ category, metrics }) =>
          html`<div class="headline-group" ${css({ '--cards': String(metrics.length) })}>
            <h3 class="category">${category === '' ? t('All results') : category}</h3>
            <div class="multiples">${metrics.map((headline) => card(headline, context))}</div>
          </div>`,
      )}
    </div>
  </section>`;
}

const BETTER = { higher: t('higher is better'), lower: t('lower is better'), none: '' } as const;

function card(headline: Headline, context: TabContext): TemplateResult {
  const { title, direction, spec, query, configurations } = headline;
  if (spec.type !== 'bars-with-intervals') return html``;
  const rest = configurations - spec.categories.length;
  const { names, keys } = namesOf(spec.categories);
  const notes = [
    ...(rest > 0 ? [t('best of {0} configurations', formatCount(configurations))] : []),
    ...(keys.length > 0 ? [`(${keys.join(', ')})`] : []),
  ].join(' ');
  return html`<article class="multiple">
    <header>
      <button
        class="link multiple-title"
        type="button"
        title=${t('Show in Charts')}
        @click=${() => {
          context.show('charts', { query });
        }}
      >
        ${title}
      </button>
      <span class="muted">${BETTER[direction]}</span>
    </header>
    <table class="multiple-rows" ${css({ '--name': `${String(nameRoom(names))}ch` })}>
      <tbody>
        ${rowsOf(spec, names, context)}
      </tbody>
    </table>
    ${notes === '' ? nothing : html`<p class="muted multiple-notes" title=${notes}>${notes}</p>`}
  </article>`;
}

/** Characters of a name beside its bar in a narrow card. */
const MOST = 22;

/** What the names of a card share is not written in each row; where they are long, the keys of parameters are written once. */
function namesOf(categories: readonly string[]): Keyless {
  const isShort = (names: readonly string[]): boolean => names.every(({ length }) => length <= MOST);
  const apart = tellApart(categories);
  if (isShort(apart)) return { names: apart, keys: [] };
  const keyless = withoutKeys(categories);
  if (keyless === null) return { names: apart, keys: [] };
  return isShort(keyless.names) ? keyless : { ...keyless, names: tellApart(keyless.names) };
}

/** Digits that the longest name takes, with some air. */
function nameRoom(names: readonly string[]): number {
  return Math.max(...names.map(({ length }) => length), 6) * 0.95 + 2;
}

function rowsOf(spec: BarsSpec, names: readonly string[], context: TabContext): TemplateResult[] {
  const points = spec.series[0]?.points ?? [];
  const top = Math.max(0, ...points.flatMap(({ value, interval }) => [value ?? 0, interval?.high ?? 0]));
  return spec.categories.map((category, index) => {
    const point = points[index];
    if (point === undefined) return html``;
    const source = point.source === null ? undefined : spec.sources[point.source];
    const text =
      point.value === null ? (point.gap ?? '–') : formatQuantity(point.value, spec.value.unit).text;
    return html`<tr>
      <th scope="row" aria-label=${category} title=${category}>${splitName(names[index] ?? category)}</th>
      <td class="multiple-bar">${bar(point, top)}</td>
      <td class="number">
        ${
          source === undefined
            ? text
            : html`<button
                class="link figure"
                type="button"
                title=${aboutOf(point, spec, sourceText(source))}
                @click=${() => {
                  openSource(context, source);
                }}
              >
                ${text}
              </button>`
        }
      </td>
    </tr>`;
  });
}

function aboutOf({ n, interval }: ChartPoint, { value }: BarsSpec, where: string): string {
  const write = (number: number): string => formatQuantity(number, value.unit).text;
  const parts = [
    n === null ? null : `n = ${formatCount(n)}`,
    interval === null
      ? null
      : interval.level === null
        ? t('interval {0} to {1}', write(interval.low), write(interval.high))
        : t(
            '{0} % interval {1} to {2}',
            Math.round(interval.level * 100),
            write(interval.low),
            write(interval.high),
          ),
    where,
  ];
  return parts.filter((part) => part !== null).join('\n');
}

/** A bar from zero with its interval as a line; the numbers beside it say the same. */
function bar({ value, interval }: ChartPoint, top: number): TemplateResult | typeof nothing {
  if (value === null || top <= 0) return nothing;
  const at = (number: number): number => Math.max(0, (number / top) * 100);
  const whisker: SVGTemplateResult | typeof nothing =
    interval === null
      ? nothing
      : svg`<line class="whisker" x1=${at(interval.low)} x2=${at(interval.high)} y1="5" y2="5" vector-effect="non-scaling-stroke"/>`;
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="bar-fill" x="0" y="1" width=${at(value)} height="8"></rect>
    ${whisker}
  </svg>`;
}
