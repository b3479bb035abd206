import type { FileResult } from '../model/run.ts';
import { problem } from '../model/problem.ts';
import type { Steps } from '../model/steps.ts';
import { LineWalk } from '../text/lines.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';

/** `create filters: 29.280ms`, `load: 1.5s`, `train: 2:03.250 (m:ss.mmm)`, as console.timeEnd prints them. */
const TIMER =
  /^\s*(?<label>\S.*?): (?<time>\d+(?:\.\d+)?(?:ms|s)|\d+:\d{2}(?::\d{2})?(?:\.\d+)? \((?:h:)?m{1,2}:ss(?:\.mmm)?\))\s*$/d;

/** Timers of JavaScript's `console.time`: one line each. */
export const consoleTime: Format = {
  id: 'console-time',
  title: 'console.time timers',
  proof: 'A real file of the reference corpus.',
  about:
    'Text in which most lines are what console.timeEnd of JavaScript prints (`label: 12.3ms`): one benchmark per label, its lines are samples.',
  recognise(head: FileHead): Recognition | null {
    if (head.fileType !== 'text') return null;
    const lines = head.text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
    const timers = lines.filter((line) => TIMER.test(line)).length;
    if (timers < 2 || timers * 2 <= lines.length) return null;
    return { score: 0.5, reason: 'lines such as `label: 12.3ms`, as console.timeEnd prints them' };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const run = out.run();
    const walk = new LineWalk(file.text());
    while (walk.next()) {
      const match = TIMER.exec(walk.content());
      const { label = '', time = '' } = match?.groups ?? {};
      const start = match?.indices?.groups?.time?.[0];
      if (start !== undefined) {
        const measure = run
          .benchmark(label)
          .measure('time', { metric: 'execution-time', unit: 's', direction: 'lower' });
        measure.sample(secondsOf(time), { line: walk.line, column: start + 1 });
      }
      if (walk.line % 10_000 === 0) yield;
    }
    if (run.isEmpty) out.problem(problem('error', 'No line such as `label: 12.3ms` was found in this file.'));
    return yield* out.finish(() => file.text());
  },
};

function secondsOf(time: string): number {
  if (time.endsWith('ms')) return Number(time.slice(0, -2)) / 1000;
  if (time.endsWith('s')) return Number(time.slice(0, -1));
  const parts = time.slice(0, time.indexOf(' ')).split(':');
  return parts.reduce((total, part) => total * 60 + Number(part), 0);
}
