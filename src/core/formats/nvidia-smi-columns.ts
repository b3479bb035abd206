import type { MeasureSpec } from './build-measure.ts';

/** What a column of `nvidia-smi --query-gpu` is for. */
export type ColumnRole = 'time' | 'device' | 'name' | 'machine' | 'label' | 'measure';

/** One column, as its header and its cells tell it. */
export interface QueryColumn {
  readonly index: number;
  /** As the header spells it, or "column 3" where there is none. */
  readonly label: string;
  /** The name of the query ("power.draw"); '' without a header. */
  readonly query: string;
  readonly role: ColumnRole;
  readonly spec: MeasureSpec;
}

/** Queries that tell GPUs apart, the most readable first. */
export const DEVICE_QUERIES = [
  'index',
  'pci.bus_id',
  'gpu_bus_id',
  'uuid',
  'gpu_uuid',
  'serial',
  'gpu_serial',
];

const NAMES = new Set(['name', 'gpu_name']);

/** Limits and versions: they describe the machine and do not change while it works. */
const MACHINE =
  /^(?:driver_version|count|vbios_version|memory\.total|power\.(?:limit|default_limit|min_limit|max_limit)|enforced\.power\.limit|clocks\.(?:max|applications|default_applications)\..*|pcie\.link\.(?:gen|width)\.(?:max|gpumax|hostmax)|inforom\..*|compute_cap|persistence_mode|compute_mode|mig\.mode\..*|display_mode|ecc\.mode\..*)$/;

const LABELS = /^(?:pstate|display_active|clocks_(?:throttle|event)_reasons\..*)$/;

const METRICS: readonly (readonly [RegExp, MeasureSpec])[] = [
  [/^utilization\.gpu$/, { metric: 'gpu-utilization', unit: '%' }],
  [/^utilization\.memory$/, { metric: 'gpu-memory-utilization', unit: '%' }],
  [/^utilization\./, { metric: 'utilization', unit: '%' }],
  [/^memory\.used$/, { metric: 'gpu-memory', unit: 'MiB' }],
  [/^memory\.(?:free|reserved)$/, { metric: 'gpu-memory-other', unit: 'MiB', direction: 'none' }],
  [/^power\.draw(?:\.|$)/, { metric: 'power', unit: 'W' }],
  [/^temperature\.(?:gpu|memory)$/, { metric: 'temperature', unit: '°C' }],
  [/^clocks\.(?:current\.)?mem(?:ory)?$/, { metric: 'memory-clock', unit: 'MHz' }],
  [/^clocks\.(?:current\.)?(?:sm|gr|graphics|video)$/, { metric: 'clock', unit: 'MHz' }],
  [/^fan\.speed$/, { metric: 'fan-speed', unit: '%' }],
];

/** What a bare cell with a unit can be, where there is no header: less than its query would tell. */
const BY_UNIT: Readonly<Record<string, MeasureSpec>> = {
  '%': { metric: 'utilization', unit: '%' },
  W: { metric: 'power', unit: 'W' },
  MiB: { metric: 'gpu-memory-other', unit: 'MiB', direction: 'none' },
  MHz: { metric: 'clock', unit: 'MHz' },
};

/** Takes a header cell apart: "power.draw [W]". Null for a cell that is no query. */
export function queryOf(header: string): { query: string; unit: string | null } | null {
  const found = /^([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)(?: \[([^\]]+)\])?$/.exec(header.trim());
  return found === null ? null : { query: found[1] ?? '', unit: found[2] ?? null };
}

/** True for a query that measures something that only this tool calls so. */
export function isOwnQuery(query: string): boolean {
  return METRICS.some(([shape]) => shape.test(query));
}

/** A column with a header. */
export function headedColumn(index: number, header: string): QueryColumn | null {
  const found = queryOf(header);
  if (found === null) return null;
  const { query, unit } = found;
  const known = METRICS.find(([shape]) => shape.test(query))?.[1] ?? { direction: 'none' as const };
  const own = unit === null ? {} : { unit };
  return {
    index,
    label: header,
    query,
    role: roleOf(query),
    spec: { ...known, ...own, kind: 'timeseries', column: header },
  };
}

/** A column without a header, by its first cell; null where that tells nothing. */
export function bareColumn(index: number, cell: string): QueryColumn | null {
  const label = `column ${index + 1}`;
  const role = bareRole(cell);
  if (role !== 'measure') return role === null ? null : { index, label, query: '', role, spec: {} };
  const spec = BY_UNIT[valueOf(cell)?.unit ?? ''];
  return spec === undefined ? null : { index, label, query: '', role, spec: { ...spec, kind: 'timeseries' } };
}

function bareRole(cell: string): ColumnRole | null {
  if (isStamp(cell)) return 'time';
  if (/^(?:GPU-[0-9a-f-]{36}|[0-9A-F]{8}:[0-9A-F]{2}:[0-9A-F]{2}\.\d)$/.test(cell)) return 'device';
  if (/^(?:NVIDIA|Tesla|Quadro|GeForce)\b/.test(cell)) return 'name';
  return valueOf(cell)?.unit === undefined ? null : 'measure';
}

function roleOf(query: string): ColumnRole {
  if (query === 'timestamp') return 'time';
  if (DEVICE_QUERIES.includes(query)) return 'device';
  if (NAMES.has(query)) return 'name';
  if (MACHINE.test(query)) return 'machine';
  return LABELS.test(query) ? 'label' : 'measure';
}

/** The time stamps of the tool: 2024/10/30 18:42:33.189. */
export function isStamp(cell: string): boolean {
  return /^\d{4}\/\d{2}\/\d{2} \d{2}:\d{2}:\d{2}\.\d{3}$/.test(cell);
}

/** "22.89 W", "22.89"; null for everything else, "[N/A]" among it. */
export function valueOf(cell: string): { value: number; unit: string | undefined } | null {
  const found = /^(-?\d+(?:\.\d+)?)(?: (\S+))?$/.exec(cell);
  return found === null ? null : { value: Number(found[1]), unit: found[2] };
}
