import type { MetricFacts } from './facts.ts';
import type { MetricEntries } from './metric-index.ts';
import type { ChartFilter, ChartQuery, ChartType, Grouping } from './query.ts';

/** More bars than this are read as a list, not seen as a picture. */
const FEW = 40;

/** So many runs of one configuration make a history worth a trend. */
const HISTORY = 4;

/** A box is worth drawing from so many samples; bars with intervals say more of fewer. */
const SAMPLES_SHOWN_AS_BOX = 0.5;

/**
 * What a metric is best looked at as, where nobody chose: a load curve of a load benchmark, a time series of a sampler's
 * readings, a trend where configurations have a history, distributions of samples, a scatter over a swept number, else bars.
 */
export function defaultQuery(
  metric: MetricEntries,
  facts: MetricFacts,
  filter: ChartFilter,
  type: ChartType | null,
): ChartQuery {
  const chosen = type ?? typeFor(facts, metric.entries.length);
  const grouping = groupingFor(facts, chosen);
  return {
    metric: metric.key,
    label: null,
    type: chosen,
    statistic: 'center',
    grouping,
    split: splitFor(facts, grouping, chosen),
    x: chosen === 'scatter' ? xFor(facts) : null,
    filter,
    logScale: false,
    baseline: null,
  };
}

function typeFor(facts: MetricFacts, measures: number): ChartType {
  const fits = (type: ChartType): boolean => facts.misfits.get(type) === null;
  if (fits('load-curve')) return 'load-curve';
  if (facts.timeseries > measures / 2) return 'timeseries';
  if (facts.longestHistory >= HISTORY) return 'trend';
  const isSampled = facts.sampled >= measures * SAMPLES_SHOWN_AS_BOX && facts.sampled > 0;
  if (isSampled && facts.configurations <= FEW / 2) return 'distribution';
  if (facts.configurations > FEW && fits('scatter')) return 'scatter';
  return 'bars';
}

/** Nothing is pooled while there are few configurations; else the grouping that makes a picture of the most groups. */
function groupingFor({ groupings, configurations }: MetricFacts, type: ChartType): Grouping {
  if (type === 'scatter') {
    const split = groupings.find(
      ({ grouping, groups }) =>
        grouping !== 'configuration' && grouping !== 'run' && groups > 1 && groups <= 6,
    );
    return split?.grouping ?? 'category';
  }
  if (configurations <= FEW || type === 'trend' || type === 'timeseries') return 'configuration';
  const readable = groupings.filter(({ groups, without }) => groups > 1 && groups <= FEW && without === 0);
  const [best] = [...readable].sort((a, b) => b.groups - a.groups);
  return best?.grouping ?? 'configuration';
}

/** A parameter with few levels that the groups do not already name. */
function splitFor({ groupings }: MetricFacts, grouping: Grouping, type: ChartType): Grouping | null {
  if (type !== 'bars' || grouping === 'configuration') return null;
  const split = groupings.find(
    (one) => one.grouping.startsWith('parameter:') && one.grouping !== grouping && one.groups <= 6,
  );
  return split?.grouping ?? null;
}

/** The numeric parameter with the most levels. */
function xFor({ parameters }: MetricFacts): string | null {
  return [...parameters].sort((a, b) => b.levels - a.levels)[0]?.name ?? null;
}
