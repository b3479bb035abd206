import type {
  EnvironmentKey,
  EnvironmentSummary,
  Overview,
  OverviewFact,
  OverviewFinding,
} from '../../core/dashboard/overview.ts';
import type { HeadlineGroup, HeadlineMetric, HeadlineValue } from '../../core/dashboard/headlines.ts';
import type { ChangedRun, SeenChange, SinceLastLook } from '../../core/dashboard/seen.ts';
import type { EmptyState } from '../../core/dashboard/state.ts';
import type { FindingKind } from '../../core/findings/finding.ts';
import { anyOf, isCount, isFlag, isText, listOf, oneOf, orNull, shape, type Guard } from '../guards.ts';
import { isChartQuery, isEmptyState } from './charts.ts';
import { isFigureOrNull, isFigureView, isSource, type Viewed } from './figures.ts';
import { areInlines } from './inlines.ts';
import { isChartSource, isChartSpec, isDirection } from './spec.ts';

export type OverviewView = Viewed<Overview>;

const isFact: Guard<Viewed<OverviewFact>> = shape<Viewed<OverviewFact>>({
  id: isText,
  title: isText,
  figure: isFigureView,
  alert: isFlag,
});

const isEnvironmentKey: Guard<Viewed<EnvironmentKey>> = shape<Viewed<EnvironmentKey>>({
  key: isText,
  values: listOf(
    shape<Viewed<EnvironmentKey['values'][number]>>({
      value: isText,
      runs: isFigureView,
      categories: listOf(isText),
    }),
  ),
  differs: isFlag,
});

const isFindingKind: Guard<FindingKind> = (value): value is FindingKind => isText(value);

const isFinding: Guard<Viewed<OverviewFinding>> = shape<Viewed<OverviewFinding>>({
  kind: isFindingKind,
  category: orNull(isText),
  statement: areInlines,
  detail: listOf(areInlines),
  advice: orNull(areInlines),
  text: isText,
  figures: listOf(isFigureView),
  sources: listOf(isSource),
});

const isHeadlineValue: Guard<Viewed<HeadlineValue>> = shape<Viewed<HeadlineValue>>({
  name: isText,
  figure: isFigureView,
});

const isHeadline: Guard<Viewed<HeadlineMetric>> = shape<Viewed<HeadlineMetric>>({
  metric: isText,
  title: isText,
  short: isText,
  unit: orNull(isText),
  direction: isDirection,
  configurations: isCount,
  best: isHeadlineValue,
  worst: orNull(isHeadlineValue),
  spec: isChartSpec,
  query: isChartQuery,
});

const isChangedRun: Guard<Viewed<ChangedRun>> = shape<Viewed<ChangedRun>>({
  kind: oneOf('new', 'changed', 'removed'),
  id: isText,
  category: orNull(isText),
  startedAt: orNull(isText),
  source: orNull(isChartSource),
  against: orNull(isText),
  headlines: listOf(
    shape<Viewed<SeenChange>>({
      metric: isText,
      title: isText,
      after: isFigureView,
      before: isText,
      change: isFigureOrNull,
    }),
  ),
});

const isOverview: Guard<OverviewView> = shape<OverviewView>({
  kind: oneOf('overview'),
  version: isCount,
  title: isText,
  facts: listOf(isFact),
  environment: shape<Viewed<EnvironmentSummary>>({
    keys: listOf(isEnvironmentKey),
    silent: isFigureView,
    sentence: isText,
  }),
  headlines: listOf(shape<Viewed<HeadlineGroup>>({ category: isText, metrics: listOf(isHeadline) })),
  findings: listOf(isFinding),
  findingsInAll: isCount,
  since: orNull(
    shape<Viewed<SinceLastLook>>({
      added: isCount,
      changed: isCount,
      removed: isCount,
      runs: listOf(isChangedRun),
    }),
  ),
});

export const isOverviewResult: Guard<OverviewView | EmptyState> = anyOf<OverviewView | EmptyState>(
  isEmptyState,
  isOverview,
);
