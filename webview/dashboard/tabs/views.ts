import type { TabView } from '../app.ts';
import type { Host } from '../host.ts';
import type { Tab } from '../view-state.ts';
import { ChartsTab } from './charts.ts';
import { CompareTab } from './compare.ts';
import { DataTab } from './data.ts';
import { OverviewTab } from './overview.ts';
import { PivotTab } from './pivot.ts';
import { ReportTab } from './report.ts';

/** The view of each tab. */
export function tabViews(host: Host, changed: () => void): Readonly<Record<Tab, TabView>> {
  return {
    overview: new OverviewTab(host, changed),
    charts: new ChartsTab(host, changed),
    pivot: new PivotTab(host, changed),
    compare: new CompareTab(host, changed),
    report: new ReportTab(host, changed),
    data: new DataTab(host, changed),
  };
}
