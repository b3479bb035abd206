import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type { Scalar } from '../model/measure.ts';
import type { Range } from '../text/markdown-row.ts';
import {
  cellAt,
  cellsOfLine,
  jsonKeyAt,
  tokenAt,
  type Cell,
  type JsonKey,
  type LineSyntax,
} from './line-tokens.ts';
import type { PlaceIndex, Standing } from './place-index.ts';

/** One line of a document: its number from 1, its text without the line break. */
export interface DocumentLine {
  readonly number: number;
  readonly text: string;
}

/** What a person points at in a document. `range` is in offsets of the line from 0. */
export type PointedAt =
  /** A value. Several where one cell says several things ("102.2 ± 0.6"). */
  | { readonly kind: 'number'; readonly standings: readonly Standing[]; readonly range: Range }
  /** A header or key over several values. */
  | {
      readonly kind: 'series';
      readonly name: string;
      readonly entries: readonly CatalogueMeasure[];
      readonly range: Range;
    }
  /** A parameter or label beside the values. */
  | { readonly kind: 'setting'; readonly setting: Setting; readonly range: Range }
  /** A row or line whose observation failed, where no value of its own stands. */
  | { readonly kind: 'failed'; readonly standings: readonly Standing[]; readonly range: Range };

/** What a column or key says beside the values, over the measures that were asked. */
export interface Setting {
  readonly name: string;
  /** `label`: told beside a sample, no part of the benchmark's identity. */
  readonly role: 'parameter' | 'run parameter' | 'environment' | 'label';
  /** Each value once, in the order of the file. */
  readonly values: readonly Scalar[];
}

/**
 * What stands at a column (from 1) of a line; null where nothing is known of it. `header` is the header line of the table
 * around it, where one is known.
 */
export function whatStands(
  index: PlaceIndex,
  line: DocumentLine,
  column: number,
  syntax: LineSyntax,
  header: DocumentLine | null = null,
): PointedAt | null {
  const offset = column - 1;
  if (syntax.kind === 'json') {
    const key = jsonKeyAt(line.text, offset);
    if (key !== null && offset <= key.range.to) return atKey(index, line, key);
    return (
      atValue(index, line, offset, syntax) ??
      (key === null ? null : settingAt(index.entries, key.name, key.range))
    );
  }
  const cell = cellAt(line.text, offset, syntax);
  if (cell === null) return atValue(index, line, offset, syntax) ?? failedOn(index, line);
  return (
    inCell(index, line, cell) ??
    atHeader(index, line, cell) ??
    settingInRow(index, line, cell, nameOver(header, cell, syntax)) ??
    failedOn(index, line, cell.range)
  );
}

/** The value whose token holds an offset. */
function atValue(
  index: PlaceIndex,
  line: DocumentLine,
  offset: number,
  syntax: LineSyntax,
): PointedAt | null {
  const standings = index.before(line.number, offset + 1);
  const [first] = standings;
  if (first === undefined) return null;
  const range = tokenAt(line.text, first.place.column - 1, syntax);
  return offset <= range.to ? { kind: 'number', standings, range } : null;
}

function inCell(index: PlaceIndex, line: DocumentLine, { range }: Cell): PointedAt | null {
  const standings = index.between(line.number, range.from + 1, Math.max(range.from + 1, range.to));
  return standings.length === 0 ? null : { kind: 'number', standings, range };
}

/** A key's value, or the values below it; else what the key says beside the values. */
function atKey(index: PlaceIndex, line: DocumentLine, { name, range, value }: JsonKey): PointedAt | null {
  if (value !== null) {
    const standings = index.between(line.number, value + 1, value + 1);
    if (standings.length > 0) return { kind: 'number', standings, range };
  }
  const below = index.after({ line: line.number, column: (value ?? range.to) + 1 });
  const entries = [...new Set(below.map(({ entry }) => entry))].filter((entry) => isNamed(entry, name));
  return entries.length > 0
    ? { kind: 'series', name, entries, range }
    : settingAt(index.entries, name, range);
}

/** The label in the file, or the last key on the way to the first value: the one before it where that is a statistic's. */
function isNamed({ measure }: CatalogueMeasure, name: string): boolean {
  const part = name.replaceAll('~', '~0').replaceAll('/', '~1');
  const names = (measure.pointer ?? '').split('/').filter((one) => !/^\d*$/u.test(one));
  if (measure.label === name || names.at(-1) === part) return true;
  return names.at(-2) === part && names.at(-1) !== measure.label;
}

/** A cell on a line without values names the values of its column below. */
function atHeader(index: PlaceIndex, line: DocumentLine, { text, range }: Cell): PointedAt | null {
  if (text === '' || index.between(line.number, 1, Infinity).length > 0) return null;
  const entries = index.entries.filter(
    ({ measure }) => (measure.column ?? measure.label).trim() === text && lastLine(measure) > line.number,
  );
  return entries.length > 0
    ? { kind: 'series', name: text, entries, range }
    : settingAt(index.entries, text, range);
}

function lastLine({ samples, place }: CatalogueMeasure['measure']): number {
  return samples?.lines.at(-1) ?? place.line;
}

function nameOver(header: DocumentLine | null, cell: Cell, syntax: LineSyntax): string | null {
  return header === null ? null : (cellsOfLine(header.text, syntax)[cell.index]?.text ?? null);
}

/** A setting of the values on this line, when it is what the cell says: other tables of the file may have other headers. */
function settingInRow(
  index: PlaceIndex,
  line: DocumentLine,
  { text, range }: Cell,
  name: string | null,
): PointedAt | null {
  if (name === null || text === '') return null;
  const standings = index.between(line.number, 1, Infinity);
  if (standings.some(isFailed)) return null;
  const found = settingAt(
    standings.map(({ entry }) => entry),
    name,
    range,
  );
  const says = (value: Scalar): boolean =>
    String(value) === text || (text.trim() !== '' && Number(text) === value);
  return found?.kind === 'setting' && found.setting.values.some(says)
    ? { ...found, setting: { ...found.setting, values: found.setting.values.filter(says) } }
    : null;
}

function settingAt(entries: readonly CatalogueMeasure[], name: string, range: Range): PointedAt | null {
  const setting = settingOf(entries, name);
  return setting === null ? null : { kind: 'setting', setting, range };
}

function settingOf(entries: readonly CatalogueMeasure[], name: string): Setting | null {
  const bags = [
    ['parameter', ({ benchmark }: CatalogueMeasure) => benchmark.parameters[name]],
    ['run parameter', ({ run }: CatalogueMeasure) => run.parameters[name]],
    ['environment', ({ run }: CatalogueMeasure) => run.environment[name]],
  ] as const;
  for (const [role, valueOf] of bags) {
    const values = [...new Set(entries.map(valueOf).filter((value) => value !== undefined))];
    if (values.length > 0) return { name, role, values };
  }
  const labels = entries
    .flatMap(({ measure }) => measure.samples?.labels ?? [])
    .filter((label) => label.name === name);
  const values = [...new Set(labels.flatMap(({ dictionary }) => dictionary))].filter((text) => text !== '');
  return values.length > 0 ? { name, role: 'label', values } : null;
}

/** True for an observation, or a whole measure, that failed. */
export function isFailed(standing: Standing): boolean {
  const { measure } = standing.entry;
  if (standing.kind !== 'sample') return measure.outcome === 'failed';
  return measure.samples?.outcomes?.[standing.index] === 2;
}

function failedOn(index: PlaceIndex, line: DocumentLine, range?: Range): PointedAt | null {
  const standings = index.between(line.number, 1, Infinity).filter(isFailed);
  if (standings.length === 0) return null;
  return { kind: 'failed', standings, range: range ?? { from: 0, to: line.text.length } };
}
