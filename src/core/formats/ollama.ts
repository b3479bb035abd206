import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { LineWalk } from '../text/lines.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { jsonRecords } from './json-records.ts';
import { checkSummaries, OLLAMA_MEASURES, readReplies } from './ollama-replies-read.ts';
import { findReplies, nanoseconds, plainNumber } from './ollama-replies.ts';

const VERBOSE =
  /(?<key>(?:total|load) duration|(?:prompt )?eval (?:count|duration|rate)):\s+(?<text>\d+(?:\.\d+)? token(?:\(s\)|s\/s)|[\dhmsnuµμ.]*\d[hmsnuµμ]+)/u;

/** What Ollama answers, what scripts make of it, and what `ollama run --verbose` prints. */
export const ollama: Format = {
  id: 'ollama',
  title: 'Ollama replies',
  proof: 'Real files of the reference corpus: replies, wrappers of scripts, verbose text.',
  about:
    'JSON or JSON Lines with replies of `/api/generate` or `/api/chat` (`total_duration`, `load_duration`, `prompt_eval_count`, `prompt_eval_duration`, `eval_count`, `eval_duration`; numbers in nanoseconds, `*_ns`, or texts such as "1.45s"), at any depth of a wrapper, and the lines of `ollama run --verbose`. Gives total, load, prompt evaluation and evaluation time, tokens, and the generation rate (eval_count / eval_duration where the file has none); the model and `options` are parameters.',
  recognise,
  read,
};

function recognise(head: FileHead): Recognition | null {
  if (findReplies(head.firstLine ?? head.json).length > 0)
    return {
      score: 0.8,
      reason: 'replies of Ollama (`eval_count`, `eval_duration`, `prompt_eval_duration`, …)',
    };
  if (head.fileType === 'jsonl' || head.json !== undefined) {
    const streamed =
      /^\{"model":.*"done":false\}\s*$/m.test(head.text) && /"eval_duration":\d+/.test(head.text);
    return streamed
      ? { score: 0.8, reason: 'a streamed reply of Ollama that ends in `eval_duration`' }
      : null;
  }
  return /total duration:\s+\d/.test(head.text) && /^eval rate:\s+[\d.]+ tokens\/s/m.test(head.text)
    ? { score: 0.85, reason: 'the lines of `ollama run --verbose` ("total duration:", "eval rate:")' }
    : null;
}

function* read(file: FileInput): Steps<FileResult> {
  const text = file.text();
  if (!/^[\s\uFEFF]*[[{]/.test(text)) {
    const out = new ResultBuilder();
    readVerbose(text, out);
    return yield* out.finish(() => text);
  }
  const { records, places, problems } = yield* jsonRecords(file);
  const out = new ResultBuilder(places);
  for (const found of problems) out.problem(found);
  const replies = records.map(({ value, path }) => findReplies(value, path));
  // A record that failed has no counters; it counts beside records that have them.
  const all = replies.flatMap((found, index) => {
    const record = records[index];
    return found.length > 0 || record === undefined ? found : failedRecord(record.value, record.path);
  });
  readReplies(all, out);
  for (const { value, path } of records) checkSummaries(value, path, out);
  return yield* out.finish(() => text);
}

function failedRecord(value: unknown, path: readonly (string | number)[]): ReturnType<typeof findReplies> {
  const [, failed] = findReplies([SOME_REPLY, value]);
  return failed === undefined ? [] : [{ ...failed, path }];
}

const SOME_REPLY = { total_duration: 1, eval_count: 1, eval_duration: 1 };

/** Replies of `--verbose`, one after the other; terminal control codes may stand around the lines. */
function readVerbose(text: string, out: ResultBuilder): void {
  const walk = new LineWalk(text);
  let run: RunBuilder | null = null;
  let reply = 0;
  while (walk.next()) {
    const line = walk.content();
    const found = VERBOSE.exec(line);
    const key = found?.groups?.key?.replaceAll(' ', '_');
    const value = found?.groups?.text ?? '';
    if (found === null || key === undefined) continue;
    if (key === 'total_duration') reply++;
    run ??= out.run({ tool: 'ollama' });
    const number = key.endsWith('_duration') ? nanoseconds(value) : plainNumber(value);
    const place = { line: walk.line, column: found.index + found[0].length - value.length + 1 };
    if (number === null)
      out.problem(problem('warning', `"${value}" was not understood.`, place.line, place.column));
    else
      run
        .benchmark('run')
        .measure(key.replaceAll('_', ' '), OLLAMA_MEASURES[key])
        .sample(number, place, { labels: { reply } });
  }
  if (run === null)
    out.problem(problem('error', 'No line of `ollama run --verbose` was found in this file.'));
}
