import type { Chart } from 'chart.js';

/** A point of a chart. */
export interface ChartPlace {
  readonly dataset: number;
  readonly index: number;
}

/** Where a key leads from a point: left and right along a series, up and down between series, Home and End to its ends. */
export function stepTo(
  chart: Chart,
  from: ChartPlace | null,
  key: string,
  isPoint: (place: ChartPlace) => boolean,
): ChartPlace | null {
  const visible = chart.data.datasets.map((_, at) => at).filter((at) => chart.isDatasetVisible(at));
  const [first] = visible;
  if (first === undefined) return null;
  const isRows = chart.options.indexAxis === 'y';
  const [before, after, above, below] = isRows
    ? ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']
    : ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
  if (![before, after, above, below, 'Home', 'End'].includes(key)) return null;
  const at = from ?? { dataset: first, index: -1 };
  const length = chart.data.datasets[at.dataset]?.data.length ?? 0;
  const along = (start: number, by: number): ChartPlace | null => {
    for (let index = start; index >= 0 && index < length; index += by) {
      if (isPoint({ dataset: at.dataset, index })) return { dataset: at.dataset, index };
    }
    return null;
  };
  switch (key) {
    case 'Home':
      return along(0, 1);
    case 'End':
      return along(length - 1, -1);
    case before:
      return along(at.index - 1, -1) ?? from;
    case after:
      return along(at.index + 1, 1) ?? from;
    default: {
      const place = visible.indexOf(at.dataset) + (key === below ? 1 : -1);
      const dataset = visible[Math.min(visible.length - 1, Math.max(0, place))] ?? first;
      const most = (chart.data.datasets[dataset]?.data.length ?? 1) - 1;
      return { dataset, index: Math.max(0, Math.min(most, at.index)) };
    }
  }
}
