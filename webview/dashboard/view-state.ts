import { isRecord, isText, isFinite } from '../../src/protocol/guards.ts';
import { t } from '../l10n.ts';

/** The tabs, in their order. */
export const TABS = ['overview', 'charts', 'pivot', 'compare', 'report', 'data'] as const;
export type Tab = (typeof TABS)[number];

export const TAB_TITLES: Readonly<Record<Tab, string>> = {
  overview: t('Overview'),
  charts: t('Charts'),
  pivot: t('Pivot'),
  compare: t('Compare'),
  report: t('Report'),
  data: t('Data'),
};

/**
 * What a panel remembers of itself between reloads, a few kilobytes at most: the tab, and one record per tab whose content
 * only that tab knows and guards.
 */
export interface ViewState {
  readonly tab: Tab;
  readonly tabs: Readonly<Partial<Record<Tab, unknown>>>;
  /** Pixels from the top of each tab. */
  readonly scroll: Readonly<Partial<Record<Tab, number>>>;
  /** The last request of the host to show something that was followed. */
  readonly followed: number;
}

export const FIRST_VIEW: ViewState = { tab: 'overview', tabs: {}, scroll: {}, followed: 0 };

/** A remembered state as far as it can be read; what cannot is as in a new panel. */
export function readViewState(saved: unknown): ViewState {
  if (!isRecord(saved)) return FIRST_VIEW;
  const { tab, tabs, scroll, followed } = saved;
  return {
    tab: TABS.find((one) => one === tab) ?? FIRST_VIEW.tab,
    tabs: isRecord(tabs) ? perTab(tabs, (value): value is unknown => value !== undefined) : {},
    scroll: isRecord(scroll) ? perTab(scroll, isFinite) : {},
    followed: isFinite(followed) ? followed : 0,
  };
}

function perTab<T>(
  record: Readonly<Record<string, unknown>>,
  guard: (value: unknown) => value is T,
): Partial<Record<Tab, T>> {
  const found: Partial<Record<Tab, T>> = {};
  for (const tab of TABS) {
    const value = record[tab];
    if (guard(value)) found[tab] = value;
  }
  return found;
}

/** A remembered text of at most so many characters; else what a new panel has. */
export function textOr(value: unknown, otherwise: string, most = 2000): string {
  return isText(value) && value.length <= most ? value : otherwise;
}
