import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import type { MeasureSpec } from './build-measure.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { asObject, numberAt, stringAt } from './json-guards.ts';
import type { At } from './places.ts';

const ACCURACY = 'accuracy';
const TITLE = /^#\s*Quantization Benchmark\b/m;

/** What is known of a quantity of the report; accuracy is the share of right answers, 0..1. */
const SPECS: Readonly<Record<string, MeasureSpec>> = {
  accuracy: { metric: 'accuracy', unit: '1', direction: 'higher' },
  loss: { metric: 'loss', unit: '1', direction: 'lower' },
  model_size_bytes: { metric: 'model-size', unit: 'B', direction: 'lower' },
};

/** Accuracy, loss and size of a model per quantization scheme, as JSON or Markdown. */
export const quantizationReport: Format = {
  id: 'quantization-report',
  title: 'Quantization report',
  proof: 'Real files of the reference corpus: JSON and Markdown.',
  about:
    'JSON or Markdown with accuracy (0 to 1), loss and model_size_bytes per quantization scheme; the scheme is a parameter.',
  recognise(head: FileHead): Recognition | null {
    if (schemesOf(head.json).length > 0) {
      return { score: 0.7, reason: 'quantization schemes with accuracy and model_size_bytes' };
    }
    const isPage = head.fileType !== 'json' && TITLE.test(head.text) && /Model Size Bytes:/i.test(head.text);
    return isPage ? { score: 0.8, reason: 'a “Quantization Benchmark” page with sizes per scheme' } : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const run = out.run();
    if (file.fileType === 'markdown' || TITLE.test(file.text().slice(0, 4096)))
      readPage(file.text(), run, out);
    else readJson(file.json().value, run, out);
    if (run.isEmpty)
      out.problem(problem('error', 'No quantization scheme with numbers was found in this file.'));
    return yield* out.finish(() => file.text());
  },
};

/** Names of the schemes; empty when the document is anything but schemes. */
function schemesOf(document: unknown): string[] {
  const root = asObject(document);
  if (root === null) return [];
  const isScheme = (value: unknown): boolean =>
    (numberAt(value, ACCURACY) !== null && numberAt(value, 'model_size_bytes') !== null) ||
    stringAt(value, 'error') !== null;
  const entries = Object.entries(root).filter(([, value]) => asObject(value) !== null);
  const complete = entries.some(([, value]) => numberAt(value, 'model_size_bytes') !== null);
  return complete && entries.every(([, value]) => isScheme(value)) ? entries.map(([name]) => name) : [];
}

function readJson(document: unknown, run: RunBuilder, out: ResultBuilder): void {
  for (const [scheme, entry] of Object.entries(asObject(document) ?? {})) {
    const error = stringAt(entry, 'error');
    const benchmark = run.benchmark('quantization', { scheme });
    for (const [key, value] of Object.entries(asObject(entry) ?? {})) {
      if (typeof value === 'number' && error === null) {
        benchmark.measure(key, SPECS[key] ?? {}).value(value, [scheme, key]);
      } else if (value !== null && key !== 'error' && error === null) {
        out.problemAt([scheme, key], 'warning', `${scheme}: ${key} is not a number.`);
      }
    }
    if (error === null) continue;
    const said = { outcome: 'failed', error } as const;
    for (const [key, spec] of Object.entries(SPECS))
      benchmark.measure(key, spec).sample(NaN, [scheme, 'error'], said);
  }
}

/** `## BASELINE` (at the end of a line too), then `- Accuracy: 0.7500` items. */
function readPage(text: string, run: RunBuilder, out: ResultBuilder): void {
  let scheme: string | null = null;
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const item = /^\s*[-*]\s+([^:#]+):[ \t]*([^\s#]+)/d.exec(line);
    const [key, value] = [item?.[1]?.trim() ?? '', item?.[2] ?? ''];
    const at: At = { line: index + 1, column: (item?.indices?.[2]?.[0] ?? 0) + 1 };
    if (item !== null && scheme !== null) readItem({ scheme, key, value, at }, run, out);
    const heading = /(?:^|\s)##\s+([^#]+?)\s*$/.exec(line)?.[1];
    if (heading !== undefined) scheme = heading;
  }
}

interface Item {
  readonly scheme: string;
  readonly key: string;
  readonly value: string;
  readonly at: { readonly line: number; readonly column: number };
}

function readItem({ scheme, key, value, at }: Item, run: RunBuilder, out: ResultBuilder): void {
  const number = Number(value);
  if (Number.isFinite(number)) {
    const spec = SPECS[key.toLowerCase().replaceAll(' ', '_')] ?? {};
    run.benchmark('quantization', { scheme }).measure(key, spec).value(number, at);
    return;
  }
  out.problem(
    problem('warning', `${scheme}: ${key} is “${value}”, which is not a number.`, at.line, at.column),
  );
}
