import type { CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { groupBy } from '../catalogue/twins.ts';
import { evidenceOf } from '../figures/evidence.ts';
import { countFigure, figure } from '../figures/figure.ts';
import { categoryCode, categoryName, configurationCode } from '../findings/names.ts';
import { headlineOfRun, type Headline } from '../insight/headline.ts';
import { compareStart } from '../insight/run-times.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { say, words, type Inline } from './inline.ts';

/** So many categories are told of; the tables hold all. */
const MOST = 5;

/** What was measured where nothing was found in it: the headline of the latest run of each category, latest first. */
export function headlineSentences({ runs }: Snapshot): Inline[][] {
  const latest = [...runs].sort((a, b) => compareStart(b, a)).filter((run) => headlineOfRun(run) !== null);
  const categories = groupBy(latest, ({ category }) => categoryName(category));
  return [...categories.values()].slice(0, MOST).flatMap(([run]) => {
    const headline = run === undefined ? null : headlineOfRun(run);
    return run === undefined || headline === null ? [] : [sentence(run, headline)];
  });
}

function sentence(run: CatalogueRun, { figure: told, rows, entries }: Headline): Inline[] {
  const [row] = rows;
  const one = row !== undefined && rows.length === 1 && row.entries.length === 1 ? row : null;
  const evidence = evidenceOf(entries, categoryName(run.category));
  const { metric, statistic, value, unit, n, formula } = told;
  const number = figure(evidence, { metric, statistic, value, unit, n, formula });
  const count = (what: string) => countFigure(evidence, n ?? 0, what);
  const how =
    statistic === 'geometric-mean'
      ? say`, the geometric mean over ${count('benchmarks joined')} benchmarks`
      : statistic === 'mean' && n !== null && n > 1
        ? say`, the mean of ${count('observations')}`
        : [];
  const of = one === null ? [] : say` of ${configurationCode(one)}`;
  return say`${words(metricInfo(metric ?? '').title)}${of} in ${categoryCode(run.category)}: ${number}${how}.`;
}
