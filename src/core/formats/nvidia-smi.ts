import type { Bag, Scalar } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { LabelColumn } from '../model/sample.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp, stampMillis } from '../normalise/timestamps.ts';
import type { Table } from '../text/table.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import {
  bareColumn,
  DEVICE_QUERIES,
  headedColumn,
  isOwnQuery,
  isStamp,
  queryOf,
  valueOf,
  type QueryColumn,
} from './nvidia-smi-columns.ts';

/** Logs of `nvidia-smi --query-gpu=… --format=csv -l`. */
export const nvidiaSmi: Format = {
  id: 'nvidia-smi',
  title: 'nvidia-smi',
  proof: 'Real logs of the reference corpus.',
  about:
    'CSV of `nvidia-smi --query-gpu=… --format=csv`, with or without header and units: utilization, memory, power, temperature and clocks over time, one time series per GPU also where the rows of several GPUs are interleaved. Limits, names and versions are environment.',
  recognise(head: FileHead): Recognition | null {
    if (head.fileType === 'markdown' || head.header === null) return null;
    const queries = head.header.map((cell) => queryOf(cell)?.query ?? null);
    if (queries.every((query) => query !== null) && queries.some(isOwnQuery))
      return { score: 0.95, reason: 'a table of queries of nvidia-smi ("utilization.gpu [%]")' };
    const cells = (head.text.split('\n', 1)[0] ?? '').split(',').map((cell) => cell.trim());
    const hasUnits = cells.some((cell) => /^[\d.]+ (?:%|W|MiB|MHz)$/.test(cell));
    return isStamp(cells[0] ?? '') && hasUnits
      ? { score: 0.85, reason: 'rows of a time stamp and values with units as nvidia-smi writes them' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'timeseries';
    const first = file.text().slice(0, 256).split(',', 1)[0]?.trim() ?? '';
    const isBare = isStamp(first);
    const table = yield* file.table({ header: isBare ? 'none' : 'first', unitRow: 'never', delimiter: ',' });
    for (const found of table.problems) out.problem(found);
    const columns = columnsOf(table, isBare, out);
    const devices = devicesOf(table, columns);
    const run = out.run({
      tool: 'nvidia-smi',
      ...spanOf(devices, table, columns),
      environment: environmentOf(table, columns, devices),
    });
    for (const device of devices) {
      addDevice({ device, table, columns }, run, out);
      yield;
    }
    return yield* out.finish(() => file.text());
  },
};

function columnsOf(table: Table, isBare: boolean, out: ResultBuilder): QueryColumn[] {
  const columns: QueryColumn[] = [];
  for (let index = 0; index < table.columnCount; index++) {
    const column = isBare
      ? bareColumn(index, table.text(0, index).trim())
      : headedColumn(index, table.header[index] ?? '');
    if (column !== null) columns.push(column);
    else if (isBare) {
      const sentence = `Column ${index + 1} has neither a name nor a unit and was not read.`;
      out.problem(problem('info', sentence, 1, table.place(0, index).column));
    }
  }
  return columns;
}

/** The rows of one GPU. */
interface Device {
  readonly parameters: Bag;
  readonly rows: number[];
  /** Milliseconds since 1970 of each of these rows; NaN without a time stamp. */
  readonly times: number[];
}

function devicesOf(table: Table, columns: readonly QueryColumn[]): Device[] {
  const time = columns.find(({ role }) => role === 'time');
  const id = deviceColumn(columns);
  const names = columns.find(({ role }) => role === 'name');
  const devices = new Map<string, Device>();
  for (let row = 0; row < table.rowCount; row++) {
    // Logs that were appended to repeat their header.
    const stamp = time === undefined ? '' : table.text(row, time.index).trim();
    if (stamp === time?.query && stamp !== '') continue;
    const key = id === undefined ? '' : table.text(row, id.index).trim();
    const name = names === undefined ? '' : table.text(row, names.index).trim();
    let device = devices.get(`${key}\n${name}`);
    if (device === undefined) {
      device = { parameters: parametersOf(id, key, name), rows: [], times: [] };
      devices.set(`${key}\n${name}`, device);
    }
    const parsed = stamp === '' ? null : parseStamp(stamp);
    device.rows.push(row);
    device.times.push(parsed === null ? NaN : stampMillis(parsed));
  }
  return [...devices.values()];
}

function deviceColumn(columns: readonly QueryColumn[]): QueryColumn | undefined {
  const candidates = columns.filter(({ role }) => role === 'device');
  return candidates.toSorted((a, b) => DEVICE_QUERIES.indexOf(a.query) - DEVICE_QUERIES.indexOf(b.query))[0];
}

function parametersOf(id: QueryColumn | undefined, key: string, name: string): Bag {
  const parameters: Record<string, Scalar> = {};
  if (id !== undefined && key !== '')
    parameters[id.query === 'index' ? 'gpu_id' : id.query || 'gpu_id'] = /^\d+$/.test(key)
      ? Number(key)
      : key;
  if (name !== '') parameters.gpu = name;
  return parameters;
}

function spanOf(devices: readonly Device[], table: Table, columns: readonly QueryColumn[]): object {
  const time = columns.find(({ role }) => role === 'time');
  if (time === undefined) return {};
  const stampAt = (row: number): ReturnType<typeof parseStamp> =>
    parseStamp(table.text(row, time.index).trim());
  const rows = devices.flatMap((device) => [device.rows[0] ?? 0, device.rows.at(-1) ?? 0]);
  return { startedAt: stampAt(Math.min(...rows)), endedAt: stampAt(Math.max(...rows)) };
}

/** Names, limits and versions of the first row; those of one GPU among several are not told apart. */
function environmentOf(table: Table, columns: readonly QueryColumn[], devices: readonly Device[]): Bag {
  const environment: Record<string, Scalar> = {};
  const names = new Set(devices.flatMap(({ parameters }) => parameters.gpu ?? []));
  if (names.size > 0) environment.gpu = [...names].join(', ');
  if (columns.some(({ role }) => role === 'device')) environment.gpu_count = devices.length;
  const row = devices[0]?.rows[0];
  for (const { role, query, label, index } of columns) {
    const text = role === 'machine' && row !== undefined ? table.text(row, index).trim() : '';
    const unit = queryOf(label)?.unit ?? null;
    const bare = unit !== null && valueOf(text)?.unit === undefined && valueOf(text) !== null;
    if (text !== '')
      environment[query === 'driver_version' ? 'driver' : query] = bare ? `${text} ${unit}` : text;
  }
  return environment;
}

interface DeviceInput {
  readonly device: Device;
  readonly table: Table;
  readonly columns: readonly QueryColumn[];
}

function addDevice({ device, table, columns }: DeviceInput, run: RunBuilder, out: ResultBuilder): void {
  const benchmark = run.benchmark('gpu', device.parameters);
  const labels = columns.filter(({ role }) => role === 'label');
  for (const column of columns) {
    if (column.role !== 'measure') continue;
    const series = seriesOf(table, column.index, device);
    if (series.missing > 0) {
      const sentence = `${column.label} has no value in ${series.missing} of ${device.rows.length} rows (“${series.instead}”).`;
      out.problem(problem('info', sentence, table.line(series.firstMissing)));
    }
    if (series.values.length === 0) continue;
    const kept = labels.map((label) => labelColumn(table, label, series.rows));
    benchmark.measure(column.label, column.spec).samplesFrom({
      values: series.values,
      lines: series.lines,
      columns: series.columns,
      outcomes: null,
      times: series.times,
      labels: kept,
      errors: null,
    });
  }
}

interface Series {
  readonly rows: Uint32Array;
  readonly values: Float64Array;
  readonly lines: Uint32Array;
  readonly columns: Uint32Array;
  readonly times: Float64Array | null;
  readonly missing: number;
  readonly firstMissing: number;
  readonly instead: string;
}

/** The values of one column in the rows of one GPU; what is no value ("[N/A]") is left out and counted. */
function seriesOf(table: Table, column: number, { rows, times }: Device): Series {
  const n = rows.length;
  const kept = new Uint32Array(n);
  const values = new Float64Array(n);
  const lines = new Uint32Array(n);
  const columns = new Uint32Array(n);
  const stamps = new Float64Array(n);
  let count = 0;
  let firstMissing = -1;
  for (let i = 0; i < n; i++) {
    const row = rows[i] ?? 0;
    const value = valueOf(table.text(row, column).trim());
    if (value === null) {
      if (firstMissing < 0) firstMissing = row;
      continue;
    }
    const place = table.place(row, column);
    kept[count] = row;
    values[count] = value.value;
    lines[count] = place.line;
    columns[count] = place.column;
    stamps[count] = times[i] ?? NaN;
    count++;
  }
  return {
    rows: kept.subarray(0, count),
    values: values.slice(0, count),
    lines: lines.slice(0, count),
    columns: columns.slice(0, count),
    times: stamps.subarray(0, count).some((time) => !Number.isNaN(time)) ? stamps.slice(0, count) : null,
    missing: n - count,
    firstMissing: Math.max(firstMissing, 0),
    instead: firstMissing < 0 ? '' : table.text(firstMissing, column).trim(),
  };
}

function labelColumn(table: Table, { query, index }: QueryColumn, rows: Uint32Array): LabelColumn {
  const dictionary = [''];
  const codes = rows.map((row) => {
    const text = table.text(row, index).trim();
    const known = dictionary.indexOf(text);
    return known >= 0 ? known : dictionary.push(text) - 1;
  });
  return { name: query, dictionary, codes };
}
