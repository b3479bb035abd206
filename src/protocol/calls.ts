import { isFlag, isNothing, isText, type Guard } from './guards.ts';
import { isBaselineNews } from './models/baseline.ts';
import { isChartAsked, isChartChoices, isChartResult, isChoicesAsked } from './models/charts.ts';
import { isCompareQuery, isCompareResult, isSideOrNone, isSuggestedSides } from './models/compare.ts';
import { isFileTable } from './models/files.ts';
import { isOverviewResult } from './models/overview.ts';
import { isPivotQuery, isPivotResult } from './models/pivot.ts';
import { isBaselineOrNone, isReportAsked, isReportResult, isReportSaved } from './models/report.ts';
import { isFileOfRoot, isPanelState, isPlaceOfFile, isSavedFile } from './panel-state.ts';

/** A question that the webview may ask: what it takes and what it gives, both provable at run time. */
interface Call<A, R> {
  readonly args: Guard<A>;
  readonly result: Guard<R>;
}

function call<A, R>(args: Guard<A>, result: Guard<R>): Call<A, R> {
  return { args, result };
}

/**
 * Everything that the webview may ask of the host, a closed set: the host maps each to one action of its own. Adding a call
 * is one line here, and the compiler asks for its handler.
 */
export const CALLS = {
  /** How things stand; wakes the results when they sleep. */
  state: call(isNothing, isPanelState),
  overview: call(isNothing, isOverviewResult),
  /** How the results stand against the baseline that is set; null: none is. */
  baseline: call(isNothing, isBaselineNews),
  choices: call(isChoicesAsked, isChartChoices),
  chart: call(isChartAsked, isChartResult),
  pivot: call(isPivotQuery, isPivotResult),
  sides: call(isNothing, isSuggestedSides),
  /** Lets the user choose a side in a picker of the editor; null when they changed their mind. */
  pickSide: call(isNothing, isSideOrNone),
  compare: call(isCompareQuery, isCompareResult),
  report: call(isReportAsked, isReportResult),
  /** Lets the user choose what the report is held against; null when they changed their mind. */
  pickBaseline: call(isNothing, isBaselineOrNone),
  files: call(isNothing, isFileTable),
  /** Opens a place of a result file beside the panel. */
  openPlace: call(isPlaceOfFile, isNothing),
  /** Leaves a file out of the results, or takes it in again, by the project file. */
  exclude: call(isFileOfRoot, isNothing),
  include: call(isFileOfRoot, isNothing),
  /** Asks where to save a file; false when the user changed their mind. */
  save: call(isSavedFile, isFlag),
  saveReport: call(isReportSaved, isFlag),
  copyReport: call(isReportAsked, isNothing),
  copy: call(isText, isNothing),
  /** Looks at every file again. */
  refresh: call(isNothing, isNothing),
  showLog: call(isNothing, isNothing),
  /** Lets the user choose a folder with results. */
  openFolder: call(isNothing, isNothing),
};

export type CallName = keyof typeof CALLS;
export type ArgumentsOf<K extends CallName> = (typeof CALLS)[K]['args'] extends Guard<infer A> ? A : never;
export type ResultOf<K extends CallName> = (typeof CALLS)[K]['result'] extends Guard<infer R> ? R : never;
