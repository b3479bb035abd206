import { NO_FILTER } from '../../../src/core/dashboard/query.ts';
import { runToEnd, type Steps } from '../../../src/core/model/steps.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { MODELS, type ModelCall, type ModelSource } from '../../../src/host/dashboard/models.ts';
import type { ArgumentsOf, CallName, ResultOf } from '../../../src/protocol/calls.ts';
import type { PanelState } from '../../../src/protocol/panel-state.ts';
import { readFiles } from '../read-folder.ts';
import { manyResults } from './many.ts';

/** Eight nightly runs of six benchmarks, with names that would be markup if anybody let them. */
export const SMALL_SOURCE: ModelSource = {
  snapshot: readFiles({
    ...manyResults({ benchmarks: 6, runs: 8 }),
    'odd/<img src=x onerror=alert(1)>.csv': 'benchmark,latency_ms\n"<b>bold</b>",12\n"=1+1",13\n',
    'odd/broken.json': '{"results": [',
  }),
  project: DEFAULT_PROJECT,
  generator: 'Benchtrail test',
  roots: ['results'],
  date: '2026-02-01',
  previous: null,
  baseline: null,
};

/** Six runs before a change that made one of two benchmarks slower, which are the baseline, and ten after it. */
export const HELD_SOURCE: ModelSource = {
  ...SMALL_SOURCE,
  snapshot: readFiles(
    Object.fromEntries(
      Object.entries(manyResults({ benchmarks: 2, runs: 16 })).map(([path, text], at) => [
        path.replace('nightly/', at < 6 ? 'before/' : 'after/'),
        text,
      ]),
    ),
  ),
  baseline: { text: 'before', isRuled: () => true },
};

export const SMALL_STATE: PanelState = {
  version: SMALL_SOURCE.snapshot.version,
  phase: 'idle',
  done: 0,
  total: 0,
  roots: SMALL_SOURCE.roots,
  files: SMALL_SOURCE.snapshot.files.length,
  counted: SMALL_SOURCE.snapshot.measures.filter(({ counted }) => counted).length,
  baseline: null,
  focus: null,
};

/** The answer that the host gives to a call about a model. */
export function modelAnswer<K extends ModelCall>(
  call: K,
  args: ArgumentsOf<K>,
  source: ModelSource = SMALL_SOURCE,
): ResultOf<K> {
  const make = MODELS[call] as (source: ModelSource, args: ArgumentsOf<K>) => Steps<ResultOf<K>>;
  return runToEnd(make(source, args));
}

const choices = modelAnswer('choices', { filter: NO_FILTER, metric: null, type: null });
const { suggested } = modelAnswer('sides', undefined);
const [metric] = choices.metrics;
if (choices.query === null || metric === undefined) throw new Error('The small results hold no metric.');

/** A question of each call about a model, as the webview asks it: host and webview tests share them. */
export const QUESTIONS: { readonly [K in ModelCall]: ArgumentsOf<K> } = {
  overview: undefined,
  baseline: undefined,
  choices: { filter: NO_FILTER, metric: metric.key, type: 'bars' },
  chart: { query: choices.query, pixels: 800 },
  pivot: {
    metric: metric.key,
    label: null,
    statistic: 'center',
    rows: 'benchmark',
    columns: 'run',
    ratioTo: null,
    shade: null,
    filter: NO_FILTER,
  },
  sides: undefined,
  compare: { sides: suggested, ignore: [], filter: NO_FILTER, metrics: [] },
  report: { title: '', without: [], baseline: { kind: 'set' } },
  files: undefined,
};

/** What a host would answer, for pages without one. */
export function answerOf(call: CallName, args: unknown, source: ModelSource = SMALL_SOURCE): unknown {
  if (call === 'state') return SMALL_STATE;
  if (!(call in MODELS)) return call.startsWith('save') ? true : undefined;
  const models = MODELS as Readonly<Record<string, (source: ModelSource, args: unknown) => Steps<unknown>>>;
  const make = models[call];
  return make === undefined ? undefined : runToEnd(make(source, args));
}
