import { numberScale } from '../charts/scale.ts';
import { placeScale } from '../charts/place-scale.ts';
import type { ChartPoint, ChartSource, ChartSpec, ValueAxis } from '../charts/spec.ts';
import { formatCount, formatQuantity } from '../format/quantity.ts';
import type { ChartView } from './chart.ts';
import type { Steps } from '../model/steps.ts';
import {
  NO_CELL,
  textCell,
  type DataTable,
  type TableCell,
  type TableColumn,
  type TableRow,
} from './table.ts';

/** The numbers of charts as one table, a row per mark, with at most so many rows. */
export function* chartTable(views: readonly ChartView[], most: number): Steps<DataTable> {
  const isSeveral = views.length > 1;
  const lists: Rows[] = [];
  for (const view of views) lists.push(yield* viewRows(view, isSeveral, most));
  const rows = lists.flatMap((list) => list.rows);
  const [first] = views;
  return {
    columns: first === undefined ? [] : columnsOf(first.spec, isSeveral),
    rows: rows.slice(0, most),
    total: lists.reduce((sum, list) => sum + list.total, 0),
  };
}

function columnsOf(spec: ChartSpec, withChart: boolean): TableColumn[] {
  const left = (key: string, title: string): TableColumn => ({ key, title, align: 'left', unit: null });
  const right = (key: string, title: string, unit: string | null): TableColumn => ({
    key,
    title,
    align: 'right',
    unit,
  });
  const { unit } = spec.value;
  const x =
    spec.type === 'scatter' || spec.type === 'line' || spec.type === 'timeseries'
      ? [spec.x.kind === 'number' ? right('x', spec.x.title, spec.x.unit) : left('x', spec.x.title)]
      : [];
  return [
    ...(withChart ? [left('chart', 'Chart')] : []),
    left('name', spec.type === 'bars-with-intervals' || spec.type === 'distribution' ? 'Group' : 'Series'),
    ...(spec.type === 'bars-with-intervals' && spec.series.length > 1 ? [left('series', 'Series')] : []),
    ...x,
    right('value', spec.type === 'distribution' ? `${spec.value.title}, median` : spec.value.title, unit),
    right('low', spec.type === 'distribution' ? 'First quartile' : 'Interval low', unit),
    right('high', spec.type === 'distribution' ? 'Third quartile' : 'Interval high', unit),
    right('n', 'n', null),
    left('note', 'Note'),
    left('source', 'Source'),
  ];
}

interface Rows {
  readonly rows: readonly TableRow[];
  readonly total: number;
}

function* viewRows({ spec, dense }: ChartView, withChart: boolean, most: number): Steps<Rows> {
  const { rows: own, total } = yield* specRows(spec, most);
  const rows = own
    .slice(0, most)
    .map((row) => (withChart ? { ...row, cells: [textCell(spec.title), ...row.cells] } : row));
  return { rows, total: dense === null ? total : dense.reduce((sum, { xs }) => sum + xs.length, 0) };
}

function* specRows(spec: ChartSpec, most: number): Steps<Rows> {
  switch (spec.type) {
    case 'bars-with-intervals':
      return allOf(barRows(spec));
    case 'distribution':
      return allOf(groupRows(spec));
    case 'scatter':
    case 'line':
    case 'timeseries':
      return yield* placedRows(spec, most);
  }
}

function allOf(rows: readonly TableRow[]): Rows {
  return { rows, total: rows.length };
}

function barRows(spec: Extract<ChartSpec, { readonly type: 'bars-with-intervals' }>): TableRow[] {
  return spec.categories.flatMap((category, index) =>
    spec.series.flatMap(({ name, points }) => {
      const point = points[index];
      if (point === undefined) return [];
      const names = [textCell(category), ...(spec.series.length > 1 ? [textCell(name)] : [])];
      return [pointRow(spec, point, names, noteOf(point, category))];
    }),
  );
}

/** So many rows are written between two turns of the host. */
const SLICE = 200;

/** The first rows of very many points: those of others are not made. */
function* placedRows(spec: Extract<ChartSpec, { readonly x: unknown }>, most: number): Steps<Rows> {
  const xs = spec.series.flatMap(({ points }) => points.map(({ x }) => x));
  const scale = placeScale(spec.x, xs, 5);
  const rows: TableRow[] = [];
  for (const { name, points } of spec.series) {
    for (const point of points.slice(0, Math.max(0, most - rows.length))) {
      const text = scale.write(point.x);
      const x = { text, value: spec.x.kind === 'order' ? text : point.x };
      rows.push(pointRow(spec, point, [textCell(name), x], point.label));
      if (rows.length % SLICE === 0) yield;
    }
  }
  return { rows, total: xs.length };
}

function groupRows(spec: Extract<ChartSpec, { readonly type: 'distribution' }>): TableRow[] {
  const write = writer(
    spec.value,
    spec.groups.flatMap(({ box }) => box?.median ?? []),
  );
  return spec.groups.map((group) => {
    const { box, n, gap, label } = group;
    const only = box === null && group.points.length > 0 ? 'too few observations for quartiles' : '';
    return {
      cells: [
        textCell(label),
        box === null ? NO_CELL : write(box.median),
        box === null ? NO_CELL : write(box.q1),
        box === null ? NO_CELL : write(box.q3),
        countCell(n),
        textCell(gap ?? only),
        sourceCell(sourcesOf(spec, group.source)),
      ],
      n,
      sources: sourcesOf(spec, group.source),
    };
  });
}

function pointRow(spec: ChartSpec, point: ChartPoint, names: readonly TableCell[], note: string): TableRow {
  const write = writer(spec.value, []);
  const sources = sourcesOf(spec, point.source);
  return {
    cells: [
      ...names,
      point.value === null ? { text: point.gap ?? '–', value: null } : write(point.value),
      point.interval === null ? NO_CELL : write(point.interval.low),
      point.interval === null ? NO_CELL : write(point.interval.high),
      countCell(point.n),
      textCell(note),
      sourceCell(sources),
    ],
    n: point.n,
    sources,
  };
}

/** What the label says beyond the name of its row. */
function noteOf({ label }: ChartPoint, category: string): string {
  if (label === category) return '';
  return label.startsWith(`${category}, `) ? label.slice(category.length + 2) : label;
}

/** One unit for the whole column where values are given, else each number in its own. */
function writer(axis: ValueAxis, values: readonly number[]): (value: number) => TableCell {
  if (values.length === 0) return (value) => ({ text: formatQuantity(value, axis.unit).text, value });
  const scale = numberScale({ ...axis, scale: 'linear' }, { values, also: [] }, 5);
  return (value) => ({ text: scale.write(value), value });
}

function countCell(n: number | null): TableCell {
  return n === null ? NO_CELL : { text: formatCount(n), value: n };
}

function sourceCell(sources: readonly ChartSource[]): TableCell {
  const [first] = sources;
  return first === undefined
    ? NO_CELL
    : textCell(`${first.file}:${String(first.line)}:${String(first.column)}`);
}

function sourcesOf({ sources }: ChartSpec, index: number | null): ChartSource[] {
  const source = index === null ? undefined : sources[index];
  return source === undefined ? [] : [source];
}
