import type { Snapshot } from '../../core/catalogue/snapshot.ts';
import { baselineNewsSteps } from '../../core/dashboard/baseline-news.ts';
import { choicesSteps } from '../../core/dashboard/choices.ts';
import { chartSteps } from '../../core/dashboard/chart.ts';
import { compareModelSteps } from '../../core/dashboard/compare.ts';
import { fileTableSteps } from '../../core/dashboard/file-table.ts';
import { overviewSteps } from '../../core/dashboard/overview.ts';
import { pivotSteps } from '../../core/dashboard/pivot.ts';
import { DEFAULT_LIMITS } from '../../core/dashboard/query.ts';
import type { SeenSummary } from '../../core/dashboard/seen.ts';
import { sideChoiceSteps } from '../../core/dashboard/suggest-sides.ts';
import type { EmptyState } from '../../core/dashboard/state.ts';
import type { Steps } from '../../core/model/steps.ts';
import type { ProjectFile } from '../../core/project/project-file.ts';
import { findBaselineSteps, type FoundBaseline, type SetBaseline } from '../../core/report/baseline-sides.ts';
import { isNoReport, reportSteps } from '../../core/report/build.ts';
import { withoutSections } from '../../core/report/choose-sections.ts';
import type { Report } from '../../core/report/model.ts';
import type { ArgumentsOf, ResultOf } from '../../protocol/calls.ts';
import { viewFigures } from '../../protocol/models/figures.ts';
import { pivotViewSteps } from '../../protocol/models/pivot.ts';
import type { ReportAsked } from '../../protocol/models/report.ts';

/** What the models of the panel are made from. */
export interface ModelSource {
  readonly snapshot: Snapshot;
  readonly project: ProjectFile;
  /** "Benchtrail 0.1.0". */
  readonly generator: string;
  /** Names of the roots. */
  readonly roots: readonly string[];
  /** ISO date of today. */
  readonly date: string;
  /** What was there at the last look; null at the first. */
  readonly previous: SeenSummary | null;
  /** The baseline that is set; null: none is. */
  readonly baseline: SetBaseline | null;
}

/** The calls whose answer is a model. */
export type ModelCall =
  'overview' | 'baseline' | 'choices' | 'chart' | 'pivot' | 'sides' | 'compare' | 'report' | 'files';

/** How each model is made, in slices; pure, so that tests and benchmarks make the same. */
export const MODELS: {
  readonly [K in ModelCall]: (source: ModelSource, args: ArgumentsOf<K>) => Steps<ResultOf<K>>;
} = {
  *overview({ snapshot, project, previous }) {
    return yield* viewFigures(yield* overviewSteps(snapshot, project, previous));
  },
  *baseline({ snapshot, project, baseline }) {
    return yield* viewFigures(yield* baselineNewsSteps(snapshot, project, baseline));
  },
  *choices({ snapshot }, { filter, metric, type }) {
    return yield* choicesSteps(snapshot, filter, {
      ...(metric === null ? {} : { metric }),
      ...(type === null ? {} : { type }),
    });
  },
  *chart({ snapshot, project }, { query, pixels }) {
    return yield* chartSteps(snapshot, project, query, { ...DEFAULT_LIMITS, pixels });
  },
  *pivot({ snapshot, project }, query) {
    return yield* pivotViewSteps(yield* pivotSteps(snapshot, project, query));
  },
  *sides({ snapshot, baseline }) {
    return { suggested: (yield* sideChoiceSteps(snapshot, baseline)).suggested };
  },
  *compare({ snapshot, project }, query) {
    return yield* compareModelSteps(snapshot, project, query);
  },
  *report(source, asked) {
    const made = yield* reportOf(source, asked);
    if (made.kind === 'empty') return made;
    yield;
    const { evidence, figures, ...rest } = made.report;
    const { text, note } = made.baseline;
    return {
      ...(yield* viewFigures(rest)),
      figures: figures.length,
      evidence: evidence.length,
      baseline: { text, note },
    };
  },
  *files({ snapshot }) {
    return yield* fileTableSteps(snapshot);
  },
};

/** A report, and what it is held against. */
interface ReportMade {
  readonly kind: 'report';
  readonly report: Report;
  readonly baseline: FoundBaseline;
}

/** The report that the panel shows, saves and copies: one model for all three. */
export function* reportOf(
  { snapshot, project, generator, roots, date, baseline: set }: ModelSource,
  { title, without, baseline: asked }: ReportAsked,
): Steps<ReportMade | EmptyState> {
  const baseline = yield* findBaselineSteps(snapshot, asked, set);
  yield;
  const named = title.trim() === '' ? {} : { title: title.trim() };
  const options = { ...named, generator, roots, date, baseline: baseline.sides };
  const report = yield* reportSteps(snapshot, project, options);
  if (isNoReport(report)) {
    return {
      kind: 'empty',
      why: report.reason,
      what: 'The Data tab tells for each file what it is and why it does not count.',
    };
  }
  return { kind: 'report', report: yield* withoutSections(report, without), baseline };
}
