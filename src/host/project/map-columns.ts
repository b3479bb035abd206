import * as vscode from 'vscode';
import type { ReadMapping } from '../../core/formats/mapping.ts';
import type { Direction } from '../../core/model/measure.ts';
import { METRICS, metricInfo } from '../../core/normalise/metrics.ts';
import { parseUnit } from '../../core/normalise/units.ts';
import { addMappings } from '../../core/project/edit-project.ts';
import { mappableColumns, type MappableColumn } from '../../core/project/mappable.ts';
import type { HostContext } from '../context.ts';
import { ExpectedError } from '../errors.ts';
import { webDecoder } from '../files/decoder.ts';
import { chosenUri } from '../runs/selected.ts';
import { applyToProject, projectDocumentFor } from './project-document.ts';
import { ask, type Answer, type Given, type PickItem } from './steps.ts';

/** A larger file is not read only to ask about its columns. */
const MOST_BYTES = 20 * 1024 * 1024;

type Role = NonNullable<ReadMapping['role']>;

/** What has been answered so far. */
interface Draft {
  readonly column: MappableColumn;
  readonly role?: Role;
  readonly metric?: string;
  readonly unit?: string | null;
  readonly direction?: Direction;
}

/** Asks what a column is (metric, unit, direction, or another role) and keeps the answer in the project file. */
export async function mapColumn(context: HostContext, args: readonly unknown[]): Promise<void> {
  const uri = chosenUri(args, context);
  if (uri === undefined) throw new ExpectedError(vscode.l10n.t('Open a result file, then map its columns.'));
  const columns = await columnsOf(uri);
  const name = vscode.workspace.asRelativePath(uri);
  if (columns.length === 0) {
    throw new ExpectedError(vscode.l10n.t('{0} has no columns or keys that could be mapped.', name));
  }
  const wanted = typeof args[1] === 'string' ? args[1].trim().toLowerCase() : undefined;
  const known = columns.find((column) => column.name.trim().toLowerCase() === wanted);
  const mapping = await wizard(vscode.l10n.t('Map a column of {0}', name), columns, known);
  if (mapping === undefined) return;
  const project = await projectDocumentFor(uri, context.results);
  await applyToProject(project, addMappings(project.text, project.path, [mapping]));
  await context.results.refresh();
  await offerMore(uri, mapping);
}

async function columnsOf(uri: vscode.Uri): Promise<readonly MappableColumn[]> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > MOST_BYTES) {
    throw new ExpectedError(
      vscode.l10n.t(
        'The file is too large to ask about its columns here; write “mappings” in benchtrail.json.',
      ),
    );
  }
  return mappableColumns(uri.path, await vscode.workspace.fs.readFile(uri), webDecoder);
}

async function offerMore(uri: vscode.Uri, { column }: ReadMapping): Promise<void> {
  const another = vscode.l10n.t('Map Another Column');
  const show = vscode.l10n.t('Show in Runs');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('The column “{0}” is mapped in benchtrail.json.', column),
    another,
    show,
  );
  if (chosen === another) await vscode.commands.executeCommand('benchtrail.mapColumn', uri);
  if (chosen === show) await vscode.commands.executeCommand('benchtrail.showInRuns', uri);
}

/** What one question builds on. */
interface Asked {
  readonly title: string;
  readonly draft: Draft;
  readonly before: Given | undefined;
}

/**
 * Column, role, metric, unit, direction; each step leads back to the one before, which begins with what was answered there.
 * Undefined when it was left.
 */
async function wizard(
  title: string,
  columns: readonly MappableColumn[],
  known: MappableColumn | undefined,
): Promise<ReadMapping | undefined> {
  const asks = [askRole, askMetric, askUnit, askDirection];
  const drafts: Draft[] = known === undefined ? [] : [{ column: known }];
  const given: (Given | undefined)[] = known === undefined ? [] : [{ label: known.name, text: '' }];
  for (;;) {
    const step = drafts.length;
    const draft = drafts.at(-1);
    const before = given[step];
    const answer =
      draft === undefined
        ? await askColumn(title, columns, before)
        : await asks[step - 1]?.({ title, draft, before });
    if (answer === undefined || answer.kind === 'end') return undefined;
    if (answer.kind === 'back') {
      drafts.pop();
      continue;
    }
    // Another answer than before: what was said after it may not fit any more.
    if (given[step]?.label !== answer.given.label) given.length = step;
    given[step] = answer.given;
    drafts.push(answer.value);
    const done = mappingOf(answer.value);
    if (done !== undefined) return done;
  }
}

/** The mapping, once everything is known that its role needs. */
function mappingOf({ column, role, metric, unit, direction }: Draft): ReadMapping | undefined {
  if (role === undefined) return undefined;
  if (role !== 'metric') return { column: column.name, role };
  if (metric === undefined || unit === undefined || direction === undefined) return undefined;
  return { column: column.name, metric, ...(unit === null ? {} : { unit }), direction };
}

const STEPS = 5;

function preview({ first }: MappableColumn): string {
  return first.map((text) => (text.length > 24 ? `${text.slice(0, 23)}…` : text)).join(', ');
}

async function askColumn(
  title: string,
  columns: readonly MappableColumn[],
  before: Given | undefined,
): Promise<Answer<Draft>> {
  const items = columns.map((column): PickItem<Draft> => ({
    label: column.name,
    description: preview(column),
    iconPath: new vscode.ThemeIcon(column.isNumeric ? 'symbol-number' : 'symbol-string'),
    value: { column },
  }));
  return ask({ title, step: 1, of: STEPS, placeholder: vscode.l10n.t('Which column?'), items, before });
}

async function askRole({ title, draft, before }: Asked): Promise<Answer<Draft>> {
  const roles: readonly (readonly [Role, string, string])[] = [
    ['metric', vscode.l10n.t('Metric'), vscode.l10n.t('what was measured')],
    [
      'parameter',
      vscode.l10n.t('Parameter'),
      vscode.l10n.t('what was set; rows that differ in it are different cases'),
    ],
    ['label', vscode.l10n.t('Label'), vscode.l10n.t('told beside a row, such as its index or prompt')],
    ['ignore', vscode.l10n.t('Ignore'), vscode.l10n.t('not looked at')],
  ];
  const items = roles.map(([role, label, description]) => ({
    label,
    description,
    value: { ...draft, role },
  }));
  const placeholder = vscode.l10n.t('What is “{0}” ({1})?', draft.column.name, preview(draft.column));
  return ask({ title, step: 2, of: STEPS, placeholder, items, before });
}

async function askMetric({ title, draft, before }: Asked): Promise<Answer<Draft>> {
  const items = METRICS.map(({ id, title: label, about }): PickItem<Draft> => ({
    label,
    description: id,
    detail: about,
    value: { ...draft, metric: id },
  }));
  const other = (text: string): PickItem<Draft> | undefined => {
    const id = text
      .trim()
      .toLowerCase()
      .replace(/[^a-z0-9]+/gu, '-')
      .replace(/^-|-$/gu, '');
    if (id === '' || METRICS.some((metric) => metric.id === id)) return undefined;
    return { label: vscode.l10n.t('New metric “{0}”', id), value: { ...draft, metric: id } };
  };
  const placeholder = vscode.l10n.t('Which metric? Pick one, or type a name of your own.');
  return ask({ title, step: 3, of: STEPS, placeholder, items, other, before });
}

const COMMON_UNITS: readonly string[] = [
  's',
  'ms',
  'µs',
  'ns',
  'tok/s',
  'req/s',
  'op/s',
  'B',
  'MiB',
  'GB/s',
  '%',
  'W',
  'J',
  '°C',
  'count',
];

async function askUnit({ title, draft, before }: Asked): Promise<Answer<Draft>> {
  const usual = metricInfo(draft.metric ?? '').unit;
  const units = [...new Set([...(usual === null ? [] : [usual]), ...COMMON_UNITS])];
  const items: PickItem<Draft>[] = [
    ...units.map((unit) => ({
      label: unit === '1' ? vscode.l10n.t('1 (a ratio)') : unit,
      ...(unit === usual ? { description: vscode.l10n.t('usual for this metric') } : {}),
      value: { ...draft, unit },
    })),
    { label: vscode.l10n.t('No unit, or not known'), value: { ...draft, unit: null } },
  ];
  const other = (text: string): PickItem<Draft> | undefined => {
    const unit = text.trim();
    if (unit === '' || units.includes(unit) || parseUnit(unit) === null) return undefined;
    return { label: unit, value: { ...draft, unit } };
  };
  const placeholder = vscode.l10n.t('In which unit do the numbers stand ({0})?', preview(draft.column));
  return ask({ title, step: 4, of: STEPS, placeholder, items, other, before });
}

async function askDirection({ title, draft, before }: Asked): Promise<Answer<Draft>> {
  const usual = metricInfo(draft.metric ?? '').direction;
  const names: readonly (readonly [Direction, string])[] = [
    ['higher', vscode.l10n.t('Higher is better')],
    ['lower', vscode.l10n.t('Lower is better')],
    ['none', vscode.l10n.t('Neither is better')],
  ];
  const items = names
    .toSorted(([a], [b]) => Number(b === usual) - Number(a === usual))
    .map(([direction, label]) => ({
      label,
      ...(direction === usual ? { description: vscode.l10n.t('usual for this metric') } : {}),
      value: { ...draft, direction },
    }));
  return ask({
    title,
    step: 5,
    of: STEPS,
    placeholder: vscode.l10n.t('Which way is better?'),
    items,
    before,
  });
}
