import { html, nothing, type TemplateResult } from 'lit-html';
import type { EmptyState, LeftOut } from '../../src/core/dashboard/state.ts';
import type { Refusal } from '../../src/protocol/requests.ts';
import { button, progressRing } from '../controls/controls.ts';
import { icon } from '../controls/icons.ts';
import type { Loaded } from './resource.ts';
import { t } from '../l10n.ts';

/** Nothing to show: why, and what to do about it. */
export function emptyState(
  { why, what }: Omit<EmptyState, 'kind'>,
  actions: readonly TemplateResult[] = [],
): TemplateResult {
  return html`<div class="state" role="status">
    <p class="state-why">${why}</p>
    <p class="state-what">${what}</p>
    ${actions.length === 0 ? nothing : html`<div class="state-actions">${actions}</div>`}
  </div>`;
}

/** Nothing to show yet. */
export function loadingState(what: string): TemplateResult {
  return html`<div class="state" role="status" aria-live="polite">
    ${progressRing(what)}
    <p class="state-what">${what}</p>
  </div>`;
}

/** Something did not work: one sentence, with a way to the log where it knows more. */
export function problemState(
  refusal: Refusal,
  { dismiss, showLog }: { readonly dismiss: () => void; readonly showLog: () => void },
): TemplateResult {
  return html`<div class="problem" role="alert">
    ${icon('warning')}<span>${refusal.message}</span>
    ${refusal.logged ? button({ label: t('Show Log'), run: showLog }) : nothing}
    ${button({ label: t('Try Again'), run: dismiss })}
  </div>`;
}

/** What found no room, and how to see it. */
export function leftOutNote(leftOut: readonly LeftOut[]): TemplateResult | typeof nothing {
  if (leftOut.length === 0) return nothing;
  return html`<p class="left-out" role="note">
    ${icon('warning')}<span>${leftOut.map(({ what, how }) => `${what} ${how}`).join(' ')}</span>
  </p>`;
}

/** Draws an answer once there is one; an older one stays while the next is on its way. */
export function whenLoaded<T>(
  { value, refusal, loading }: Loaded<T>,
  what: string,
  draw: (value: T) => TemplateResult,
  again: () => void,
): TemplateResult {
  if (refusal !== null)
    return emptyState({ why: refusal.message, what: '' }, [button({ label: t('Try Again'), run: again })]);
  if (value === null) return loadingState(what);
  return html`<div class="loaded" aria-busy=${loading ? 'true' : 'false'}>${draw(value)}</div>`;
}
