import { html, type TemplateResult } from 'lit-html';
import type { Verdict } from '../../src/core/stats/verdict.ts';
import { icon, type IconName } from '../controls/icons.ts';

/** The direction of the change is the arrow; whether that is good is the color and the word. */
const ICONS: Readonly<Record<Verdict, IconName>> = {
  improved: 'ok',
  regressed: 'warning',
  changed: 'differs',
  'no-change': 'same',
  'differs-one-run-each': 'differs',
  'not-enough-samples': 'unknown',
  'not-testable': 'unknown',
  'not-comparable': 'exclude',
};

/** A verdict as a mark that differs in shape, not in color alone; the word stands beside it or in its tooltip. */
export function verdictMark(verdict: Verdict): TemplateResult {
  return html`<span class="verdict is-${verdict}">${icon(ICONS[verdict])}</span>`;
}
