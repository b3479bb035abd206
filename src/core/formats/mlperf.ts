import type { Bag, Scalar } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { LineWalk } from '../text/lines.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { mlperfQuantity } from './mlperf-names.ts';
import { asReported } from './report-fields.ts';

const MARK = /^MLPerf Results Summary\s*$/m;
const PAIR = /^\s*(?<key>[A-Za-z0-9][^:]*?)\s*:\s*(?<value>\S.*?)\s*$/;

/** LoadGen's summary of a run: mlperf_log_summary.txt. */
export const mlperf: Format = {
  id: 'mlperf',
  title: 'MLPerf LoadGen summary',
  proof: 'A real file of the reference corpus: LoadGen’s offline scenario.',
  about:
    '`mlperf_log_summary.txt` with "MLPerf Results Summary", "Additional Stats" and "Test Parameters Used". Gives the headline of the scenario (samples, queries or tokens per second, or a percentile of latency), latencies with their percentiles, time to first token and per output token; whether the result is valid becomes a check of the run, test parameters are parameters.',
  recognise(head: FileHead): Recognition | null {
    return MARK.test(head.text) && /^Scenario\s*:/m.test(head.text)
      ? { score: 0.95, reason: 'a text headed "MLPerf Results Summary"' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const lines = pairsOf(file.text());
    const first = (key: string): string | undefined => lines.find((line) => line.key === key)?.value;
    const scenario = first('Scenario') ?? 'benchmark';
    const run = out.run({ tool: 'mlperf-loadgen', parameters: setupOf(lines) });
    const benchmark = run.benchmark(scenario, parametersOf(lines, scenario));
    for (const { key, value, section, place } of lines) {
      if (section === 'Test Parameters Used') continue;
      readCheck(key, value, place.line, run);
      const quantity = mlperfQuantity(key);
      const number = Number(value);
      if (quantity === null || !Number.isFinite(number)) continue;
      const measure = benchmark.measure(quantity.label, quantity.spec);
      if (quantity.statistic === null) measure.value(number, place);
      else measure.reported(asReported(quantity.statistic, number), place);
    }
    tellOfRemarks(file.text(), out);
    const verdict = lines.find((line) => line.key === 'Result is');
    if (verdict !== undefined && verdict.value !== 'VALID')
      out.problem(problem('warning', `LoadGen calls this result ${verdict.value}.`, verdict.place.line));
    return yield* out.finish(() => file.text());
  },
};

interface Pair {
  readonly key: string;
  readonly value: string;
  /** Title between the rules above it. */
  readonly section: string;
  readonly place: { readonly line: number; readonly column: number };
}

/** The `key : value` lines with the title that stands between rules above them. */
function pairsOf(text: string): Pair[] {
  const pairs: Pair[] = [];
  let section = '';
  let afterRule = false;
  const walk = new LineWalk(text);
  while (walk.next()) {
    const line = walk.content();
    const isRule = /^={8,}\s*$/.test(line);
    const { key, value } = PAIR.exec(line)?.groups ?? {};
    if (afterRule && !isRule && key === undefined && line.trim() !== '') section = line.trim();
    afterRule = isRule;
    if (key === undefined || value === undefined) continue;
    const column = line.indexOf(value, line.indexOf(':') + 1) + 1;
    pairs.push({ key, value, section, place: { line: walk.line, column } });
  }
  return pairs;
}

/** Conditions of a valid result; each is "Yes", "No" or "Skipped". */
function readCheck(key: string, value: string, line: number, run: RunBuilder): void {
  if (key === 'Result is') run.check('Result is VALID', value === 'VALID', line);
  else if (key.endsWith(' satisfied') && /^(?:Yes|No)$/i.test(value))
    run.check(key, /^yes$/i.test(value), line);
}

function setupOf(pairs: readonly Pair[]): Bag {
  const setup: Record<string, Scalar> = {};
  for (const { key, value, section } of pairs) {
    if (section !== 'MLPerf Results Summary') continue;
    if (key === 'SUT name') setup.sut = value;
    else if (key === 'Mode') setup.mode = value;
  }
  return setup;
}

/** Seeds differ from run to run and say nothing of the test. */
function parametersOf(pairs: readonly Pair[], scenario: string): Bag {
  const parameters: Record<string, Scalar> = { scenario };
  for (const { key, value, section } of pairs) {
    if (section !== 'Test Parameters Used' || key.endsWith('_seed')) continue;
    const number = Number(value);
    parameters[key] = Number.isFinite(number) ? number : value;
  }
  // Only the server scenario sends queries at a rate; elsewhere the target sets the length of the run.
  if (scenario === 'Server' && typeof parameters.target_qps === 'number')
    parameters.request_rate = parameters.target_qps;
  return parameters;
}

/** "No errors encountered during test." or what LoadGen complains of. */
function tellOfRemarks(text: string, out: ResultBuilder): void {
  const walk = new LineWalk(text);
  while (walk.next()) {
    const line = walk.content().trim();
    const isRemark = /^\d+ (?:warnings?|errors?) encountered/i.test(line) || line.startsWith('* ');
    if (isRemark) out.problem(problem('warning', `LoadGen: ${line.replace(/^\* /, '')}`, walk.line));
  }
}
