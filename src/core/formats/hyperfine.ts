import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { isHyperfineHeader, readHyperfineCsv } from './hyperfine-csv.ts';
import { readHyperfineJson } from './hyperfine-json.ts';
import { MARKDOWN_HEADER, readHyperfineMarkdown } from './hyperfine-markdown.ts';
import { arrayAt, numberAt, stringAt } from './json-guards.ts';

/** What `hyperfine --export-json`, `--export-csv` and `--export-markdown` write. */
export const hyperfine: Format = {
  id: 'hyperfine',
  title: 'hyperfine',
  proof: 'Made by running hyperfine 1.15.0 here; real files of the reference corpus: JSON, CSV and Markdown.',
  about:
    'The exports of hyperfine: JSON, whose `times` are the samples of each command and whose runs with an exit code other than 0 are failures, CSV and Markdown. Metrics: execution time with the statistics of hyperfine itself, user and system CPU time. Parameters of a scan are parameters of the benchmark.',
  recognise(head: FileHead): Recognition | null {
    if (MARKDOWN_HEADER.test(head.text))
      return { score: 0.95, reason: 'a table with `Command`, `Mean`, `Min`, `Max` and `Relative`' };
    if (head.header !== null && isHyperfineHeader(head.header))
      return { score: 0.95, reason: 'a CSV with the columns of `hyperfine --export-csv`' };
    const results = arrayAt(head.json, 'results') ?? [];
    return results.slice(0, 3).some(isResult)
      ? { score: 0.95, reason: 'a JSON with `results` of commands, their mean and user time' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const run = out.run({ tool: 'hyperfine' });
    if (MARKDOWN_HEADER.test(file.text())) yield* readHyperfineMarkdown(file, run, out);
    else if (/^\s*[{[]/.test(file.text())) readHyperfineJson(file, run, out);
    else yield* readHyperfineCsv(file, run, out);
    return yield* out.finish(() => file.text());
  },
};

function isResult(value: unknown): boolean {
  return (
    stringAt(value, 'command') !== null &&
    numberAt(value, 'mean') !== null &&
    numberAt(value, 'user') !== null
  );
}
