import { html } from 'lit-html';
import type { TabView } from '../app.ts';
import type { Host } from '../host.ts';
import type { Tab } from '../view-state.ts';
import { OverviewTab } from './overview.ts';

/** The view of each tab. */
export function tabViews(host: Host, changed: () => void): Readonly<Record<Tab, TabView>> {
  const soon: TabView = { draw: () => html`` };
  return {
    overview: new OverviewTab(host, changed),
    charts: soon,
    pivot: soon,
    compare: soon,
    report: soon,
    data: soon,
  };
}
