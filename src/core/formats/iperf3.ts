import { problem } from '../model/problem.ts';
import type { Bag, Scalar } from '../model/measure.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { ResultBuilder, scalarsOf } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { readEnd } from './iperf3-end.ts';
import { readIntervals } from './iperf3-intervals.ts';
import { arrayAt, asObject, numberAt, objectAt, stringAt } from './json-guards.ts';

/** What `iperf3 -J` writes. */
export const iperf3: Format = {
  id: 'iperf3',
  title: 'iperf3',
  proof: 'Made by running iperf3 3.12 here; a real file of the reference corpus.',
  about:
    'The JSON of iperf3: the bandwidth of each interval over all streams as samples with times, the totals of sender and receiver, retransmits, jitter and lost packets, CPU utilization of both hosts. Omitted intervals are warm-up. A run with an error failed.',
  recognise(head: FileHead): Recognition | null {
    const start = objectAt(head.json, 'start');
    const isRun = arrayAt(head.json, 'intervals') !== null || objectAt(head.json, 'end') !== null;
    const version = stringAt(start, 'version');
    if (start === null || !isRun || version?.startsWith('iperf') !== true) return null;
    return { score: 0.97, reason: `a JSON with \`start\` and \`intervals\` of ${version}` };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const document = file.json().value;
    const start = objectAt(document, 'start');
    const seconds = numberAt(objectAt(start, 'timestamp'), 'timesecs');
    const run = out.run({
      tool: 'iperf3',
      toolVersion: stringAt(start, 'version')?.replace(/^iperf\s+/, '') ?? null,
      startedAt: seconds === null ? null : parseStamp(seconds),
      environment: environmentOf(start),
      parameters: settingsOf(start),
    });
    warnOfKeys(start, out);
    const benchmark = run.benchmark(stringAt(objectAt(start, 'test_start'), 'protocol') ?? 'TCP');
    const error = stringAt(document, 'error');
    if (error !== null) {
      const spec = { metric: 'bandwidth', unit: 'bit/s' };
      benchmark.measure('bits_per_second', spec).fail(error, ['error']);
      out.problemAt(['error'], 'warning', `iperf3 ended with an error: ${error}`);
    }
    yield* readIntervals(arrayAt(document, 'intervals') ?? [], run, benchmark);
    readEnd(objectAt(document, 'end'), benchmark);
    if (run.isEmpty) out.problem(problem('error', 'The file holds no measurement.'));
    return yield* out.finish(() => file.text());
  },
};

/** `system_info` is what `uname -a` says: system, host, release and so on; the last word is the machine. */
function environmentOf(start: unknown): Bag {
  const words = (stringAt(start, 'system_info') ?? '').split(/\s+/);
  const bag: Record<string, Scalar> = {};
  const [os, host, release] = words;
  if (os !== undefined && os !== '') bag.os = os;
  if (host !== undefined) bag.host = host;
  if (release !== undefined) bag.os_version = release;
  if (words.length > 3) bag.arch = words.at(-1) ?? '';
  return bag;
}

/** `bytes` and `blocks` limit a test by its amount; 0 says that its duration did. */
function settingsOf(start: unknown): Bag {
  const bag: Record<string, Scalar> = {};
  for (const [key, value] of Object.entries(scalarsOf(objectAt(start, 'test_start')))) {
    if ((key !== 'bytes' && key !== 'blocks') || value !== 0) bag[key] = value;
  }
  const size = numberAt(start, 'tcp_mss_default');
  if (size !== null && size !== 0) bag.tcp_mss = size;
  return bag;
}

/** iperf3 was seen to write over its own buffer: what stands behind such a key is read, the key itself is lost. */
function warnOfKeys(start: unknown, out: ResultBuilder): void {
  for (const key of Object.keys(asObject(start) ?? {})) {
    if (/^\w+$/.test(key)) continue;
    out.problemAt(['start', key], 'warning', `The key “${key}” is damaged, so its setting was not read.`);
  }
}
