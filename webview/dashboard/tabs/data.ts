import { html, nothing, type TemplateResult } from 'lit-html';
import {
  ALL_FILES,
  viewFiles,
  type FileRow,
  type FileSortKey,
  type FileTable,
  type FileView,
} from '../../../src/core/dashboard/file-table.ts';
import { formatCount } from '../../../src/core/format/quantity.ts';
import type { FileStatus } from '../../../src/core/model/file.ts';
import { isFlag, isRecord, isText } from '../../../src/protocol/guards.ts';
import { checkbox, dropdown, textField } from '../../controls/controls.ts';
import { icon, type IconName } from '../../controls/icons.ts';
import { splitName } from '../../tables/split-name.ts';
import type { TableModel, VirtualCell, VirtualColumn } from '../../tables/virtual-table.ts';
import type { TabContext, TabView } from '../app.ts';
import type { Host } from '../host.ts';
import { Resource } from '../resource.ts';
import { whenLoaded } from '../states.ts';
import { textOr } from '../view-state.ts';
import { emptyResults } from './empty.ts';
import { fileDetail } from './file-detail.ts';
import { t } from '../../l10n.ts';

const STATUSES: readonly FileStatus[] = ['used', 'duplicate', 'derived', 'failed', 'ignored'];
const STATUS_TEXTS: Readonly<Record<FileStatus, string>> = {
  used: t('used'),
  duplicate: t('duplicate'),
  derived: t('derived summary'),
  failed: t('failed'),
  ignored: t('no results'),
};
const STATUS_ICONS: Readonly<Record<FileStatus, IconName>> = {
  used: 'ok',
  duplicate: 'copy',
  derived: 'differs',
  failed: 'warning',
  ignored: 'minus',
};

interface Column extends VirtualColumn {
  readonly key: FileSortKey;
  readonly cell: (row: FileRow) => VirtualCell;
}

const COLUMNS: readonly Column[] = [
  {
    key: 'path',
    title: t('File'),
    align: 'left',
    width: 32,
    grows: true,
    sorts: true,
    cell: ({ path }) => ({
      text: path,
      content: pathCell(path),
    }),
  },
  {
    key: 'status',
    title: t('Status'),
    align: 'left',
    width: 17,
    sorts: true,
    cell: ({ status }) => ({
      text: STATUS_TEXTS[status],
      content: html`<span class="status-of is-${status}"
        >${icon(STATUS_ICONS[status])}${STATUS_TEXTS[status]}</span
      >`,
    }),
  },
  {
    key: 'counted',
    title: t('Counted'),
    align: 'right',
    width: 8,
    sorts: true,
    about: t('Measures that count'),
    cell: ({ counted }) => ({ text: formatCount(counted) }),
  },
  {
    key: 'notCounted',
    title: t('Not counted'),
    align: 'right',
    width: 10,
    sorts: true,
    about: t('Measures that do not count'),
    cell: ({ notCounted }) => ({ text: notCounted === 0 ? '' : formatCount(notCounted) }),
  },
  {
    key: 'problems',
    title: t('Problems'),
    align: 'right',
    width: 8,
    sorts: true,
    cell: ({ problems }) => ({ text: problems.length === 0 ? '' : formatCount(problems.length) }),
  },
  {
    key: 'format',
    title: t('Format'),
    align: 'left',
    width: 19,
    sorts: true,
    cell: ({ format }) => ({ text: format ?? '–' }),
  },
  {
    key: 'role',
    title: t('Role'),
    align: 'left',
    width: 9,
    sorts: true,
    cell: ({ role }) => ({ text: role }),
  },
  {
    key: 'bytes',
    title: t('Size'),
    align: 'right',
    width: 9,
    sorts: true,
    cell: ({ bytesText }) => ({ text: bytesText }),
  },
  {
    key: 'modifiedAt',
    title: t('Modified (UTC)'),
    align: 'left',
    width: 16,
    sorts: true,
    cell: ({ modifiedText }) => ({ text: modifiedText.replace(/:\d\d UTC$/, ''), title: modifiedText }),
  },
];

/** The name first, as in the editor's own lists; of what is too long the folder goes first, then the middle of the name. */
function pathCell(path: string): TemplateResult {
  const at = path.lastIndexOf('/');
  return html`<span class="vt-text path"
    >${splitName(path.slice(at + 1))}<span class="path-folder">${path.slice(0, Math.max(0, at))}</span></span
  >`;
}

interface DataState {
  readonly view: FileView;
  /** Key of the file whose details are open. */
  readonly open: string | null;
}

/** Every file that was looked at: what it is, what became of it and why. */
export class DataTab implements TabView {
  readonly #files: Resource<'files'>;

  constructor(host: Host, changed: () => void) {
    this.#files = new Resource(host, 'files', changed);
  }

  draw(context: TabContext): TemplateResult {
    return whenLoaded(
      this.#files.need(undefined, context.panel.version),
      t('Listing files …'),
      (table) =>
        table.rows.length === 0
          ? emptyResults(
              {
                kind: 'empty',
                why: t('No file was read.'),
                what: t('Open a folder with benchmark results.'),
              },
              context,
            )
          : this.#page(table, context),
      () => {
        this.#files.again();
        context.changed();
      },
    );
  }

  #page(table: FileTable, context: TabContext): TemplateResult {
    const state = readState(context.remembered);
    const set = (view: Partial<FileView>): void => {
      context.remember({ ...state, view: { ...state.view, ...view } });
    };
    const rows = viewFiles(table, state.view);
    const chosen = table.rows.find(({ key }) => key === state.open);
    return html`<div class="data fill">
      ${toolbar(table, state.view, set)}
      <p class="count muted" role="status">
        ${t('{0} of {1} files', formatCount(rows.length), formatCount(table.rows.length))}
      </p>
      <div class="split ${chosen === undefined ? '' : 'has-detail'}">
        <bt-table class="main-table" .model=${tableOf(rows, state, context)}></bt-table>
        ${
          chosen === undefined
            ? nothing
            : fileDetail(chosen, context, () => {
                context.remember({ ...state, open: null });
              })
        }
      </div>
    </div>`;
  }
}

function toolbar(
  { byStatus, formats }: FileTable,
  view: FileView,
  set: (view: Partial<FileView>) => void,
): TemplateResult {
  return html`<div class="toolbar">
    ${textField({
      label: t('Search files'),
      placeholder: t('Search path, format, reason, problem'),
      value: view.text,
      icon: 'search',
      input: (text) => {
        set({ text });
      },
    })}
    ${dropdown({
      label: t('Status'),
      value: view.statuses[0] ?? '',
      choices: [
        { value: '', text: t('all') },
        ...STATUSES.filter((status) => byStatus[status] > 0).map((status) => ({
          value: status,
          text: `${STATUS_TEXTS[status]} (${formatCount(byStatus[status])})`,
        })),
      ],
      change: (value) => {
        set({ statuses: STATUSES.filter((status) => status === value) });
      },
    })}
    ${dropdown({
      label: t('Format'),
      value: view.formats[0] ?? '',
      choices: [{ value: '', text: t('all') }, ...formats.map((format) => ({ value: format, text: format }))],
      change: (value) => {
        set({ formats: value === '' ? [] : [value] });
      },
    })}
    ${checkbox({
      label: t('Only with problems'),
      checked: view.onlyWithProblems,
      change: (onlyWithProblems) => {
        set({ onlyWithProblems });
      },
    })}
  </div>`;
}

function tableOf(rows: readonly FileRow[], state: DataState, context: TabContext): TableModel {
  const { sort, descending } = state.view;
  return {
    label: t('Files'),
    columns: COLUMNS,
    rows: rows.length,
    sort: { column: COLUMNS.findIndex(({ key }) => key === sort), descending },
    sortBy: (column) => {
      const key = COLUMNS[column]?.key ?? 'path';
      context.remember({
        ...state,
        view: { ...state.view, sort: key, descending: key === sort && !descending },
      });
    },
    rowClass: (row) => (rows[row]?.key === state.open ? 'is-chosen' : ''),
    cell: (row, column) => {
      const file = rows[row];
      const own = COLUMNS[column];
      if (file === undefined || own === undefined) return { text: '' };
      const title = file.reason === null ? file.path : `${file.path}\n${file.reason}`;
      return {
        title,
        ...own.cell(file),
        open: () => {
          context.remember({ ...state, open: file.key });
        },
      };
    },
  };
}

function readState(remembered: unknown): DataState {
  const saved = isRecord(remembered) ? remembered : {};
  const view = isRecord(saved.view) ? saved.view : {};
  const sort = COLUMNS.find(({ key }) => key === view.sort)?.key ?? ALL_FILES.sort;
  const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter(isText) : []);
  return {
    view: {
      text: textOr(view.text, ''),
      statuses: STATUSES.filter((status) => list(view.statuses).includes(status)),
      formats: list(view.formats),
      onlyWithProblems: isFlag(view.onlyWithProblems) && view.onlyWithProblems,
      sort,
      descending: isFlag(view.descending) && view.descending,
    },
    open: isText(saved.open) ? saved.open : null,
  };
}
