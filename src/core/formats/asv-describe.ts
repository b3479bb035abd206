import type { Bag, Scalar } from '../model/measure.ts';
import { parseUnit } from '../normalise/units.ts';
import type { MeasureSpec } from './build-measure.ts';
import { arrayAt, asArray, objectAt, stringAt } from './json-guards.ts';

/** What kind of number a benchmark gives; asv tells it by the first word of its name where nothing else does. */
type Kind = 'time' | 'memory' | 'peakmemory' | 'track';

const PREFIXES: readonly (readonly [RegExp, Kind])[] = [
  [/(?:^|\.)time(?:raw)?_?[^.]*$/i, 'time'],
  [/(?:^|\.)peakmem_?[^.]*$/i, 'peakmemory'],
  [/(?:^|\.)mem_?[^.]*$/i, 'memory'],
];

const SPECS: Readonly<Record<Kind, MeasureSpec>> = {
  time: { metric: 'time-per-op', unit: 'seconds' },
  memory: { metric: 'memory', unit: 'bytes', kind: 'value' },
  peakmemory: { metric: 'memory-peak', unit: 'bytes', kind: 'value' },
  track: { kind: 'value' },
};

/** A benchmark of asv as `benchmarks.json` describes it, or as its name alone tells. */
export interface AsvBenchmark {
  readonly isTime: boolean;
  readonly label: string;
  readonly spec: MeasureSpec;
  readonly parameterNames: readonly string[];
}

/** `descriptions` is the content of `benchmarks.json`, null where there is none. */
export function describe(name: string, descriptions: unknown): AsvBenchmark {
  const said = objectAt(descriptions, name);
  const kind = kindOf(stringAt(said, 'type'), name);
  const unit = stringAt(said, 'unit');
  const names = (arrayAt(said, 'param_names') ?? []).filter((entry) => typeof entry === 'string');
  // A tracked number is named by its function: "track_cache_hits".
  const label = kind === 'track' ? (name.split('.').at(-1) ?? name) : 'result';
  const own: MeasureSpec = unit === null || parseUnit(unit) === null ? {} : { unit };
  const unknown: MeasureSpec = kind === 'track' && own.unit === undefined ? { unit: null } : {};
  return {
    isTime: kind === 'time',
    label,
    spec: { ...SPECS[kind], ...unknown, ...own },
    parameterNames: names,
  };
}

function kindOf(type: string | null, name: string): Kind {
  if (type === 'time' || type === 'timeraw') return 'time';
  if (type === 'memory' || type === 'peakmemory') return type;
  if (type !== null) return 'track';
  return PREFIXES.find(([shape]) => shape.test(name))?.[1] ?? 'track';
}

/** The parameters of each result: all combinations of the values, the last changing fastest. Empty without parameters. */
export function combinations(params: unknown, names: readonly string[]): Bag[] {
  let bags: Record<string, Scalar>[] = [{}];
  for (const [index, values] of (asArray(params) ?? []).entries()) {
    const name = names[index] ?? `param${index + 1}`;
    const list = asArray(values) ?? [];
    bags = bags.flatMap((bag) => list.map((value) => ({ ...bag, [name]: scalarOf(value) })));
    // Damaged parameters must not grow beyond all results.
    if (bags.length > 1e6) return [];
  }
  return bags;
}

/** Values are written as Python would print them: '10', "'fast'", "True". */
function scalarOf(value: unknown): Scalar {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (/^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(text)) return Number(text);
  const quoted = /^(['"])(.*)\1$/.exec(text);
  return quoted?.[2] ?? text;
}
