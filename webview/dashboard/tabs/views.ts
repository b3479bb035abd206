import { html } from 'lit-html';
import type { TabView } from '../app.ts';
import type { Host } from '../host.ts';
import type { Tab } from '../view-state.ts';
import { CompareTab } from './compare.ts';
import { DataTab } from './data.ts';
import { OverviewTab } from './overview.ts';
import { PivotTab } from './pivot.ts';

/** The view of each tab. */
export function tabViews(host: Host, changed: () => void): Readonly<Record<Tab, TabView>> {
  const soon: TabView = { draw: () => html`` };
  return {
    overview: new OverviewTab(host, changed),
    charts: soon,
    pivot: new PivotTab(host, changed),
    compare: new CompareTab(host, changed),
    report: soon,
    data: new DataTab(host, changed),
  };
}
