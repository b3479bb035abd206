import type { CatalogueMeasure, CatalogueRun } from './snapshot.ts';

/** What runs can be grouped by. */
export type GroupKey = 'category' | 'tool' | 'folder' | 'model' | 'day' | 'outcome';

/** A named set of runs, in the order of their start. */
/** Name of the group that a run belongs to. */
export function groupName(run: CatalogueRun, key: GroupKey): string {
  switch (key) {
    case 'category':
      return run.category.join(' / ');
    case 'tool':
      return run.tool ?? run.file.format ?? 'unknown';
    case 'folder':
      return run.file.path.includes('/') ? run.file.path.slice(0, run.file.path.lastIndexOf('/')) : '.';
    case 'model':
      return modelOf(run);
    case 'day':
      return run.startedAt?.slice(0, 10) ?? 'unknown';
    case 'outcome':
      return outcomeOfRun(run);
  }
}

function modelOf(run: CatalogueRun): string {
  const names = new Set<string>();
  for (const bag of [run.parameters, ...run.measures.map((measure) => measure.benchmark.parameters)]) {
    if (bag.model !== undefined) names.add(String(bag.model));
  }
  return names.size === 0 ? 'unknown' : [...names].join(', ');
}

/** The model that a measure is of, by its benchmark or its run; null where neither says. */
export function modelOfEntry({ run, benchmark }: CatalogueMeasure): string | null {
  const model = benchmark.parameters.model ?? run.parameters.model;
  return model === undefined ? null : String(model);
}

/** ok: every measure is ok; failed: none is; partial: some are. */
export function outcomeOfRun(run: CatalogueRun): 'ok' | 'partial' | 'failed' {
  const failed = run.measures.filter(({ measure }) => {
    if (measure.outcome === 'failed') return true;
    return measure.samples?.outcomes?.every((code) => code === 2) ?? false;
  }).length;
  const some =
    failed > 0 || run.measures.some(({ measure }) => measure.samples?.outcomes?.includes(2) ?? false);
  return run.measures.length > 0 && failed === run.measures.length ? 'failed' : some ? 'partial' : 'ok';
}
