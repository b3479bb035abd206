import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { textLines, type TextLine } from './text-scan.ts';
import { attributePlace, attributeText, elementOf, type XmlElement } from './xml-elements.ts';

/** Celero puts the attributes in this order and names cases after experiment and problem space; test runners do not. */
const CASE = /<testcase time="[^"]*" name="[^"]*#-?\d+"\s*\/?>/;
const SUITE = /<testsuite errors="\d+" tests="\d+" time="[^"]*" failures="\d+" name="/;

const MISSED = 'Performance objective not met.';

/** What Celero, a benchmark library for C++, writes with `--junit`. */
export const celero: Format = {
  id: 'celero',
  title: 'Celero',
  proof: 'A real file of the reference corpus.',
  about:
    'The XML of Celero (`--junit`), which looks like that of a test runner: the run time of each experiment in seconds. The group is part of the name, the size of the problem space is a parameter. Objectives that were set for an experiment become checks; experiments that threw failed. Other JUnit files are no results.',
  recognise(head: FileHead): Recognition | null {
    if (!CASE.test(head.text) || !SUITE.test(head.text)) return null;
    return { score: 0.9, reason: 'JUnit XML with the attributes of Celero (`time` first, `name#size`)' };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const run = out.run({ tool: 'Celero' });
    for (const found of casesIn(yield* textLines(file.text()))) addCase(found, run);
    if (run.isEmpty) out.problem(problem('warning', 'No `testcase` of this file has a name and a time.'));
    return yield* out.finish(() => file.text());
  },
};

/** A case, and the element below it that says what went wrong. */
interface Case {
  readonly element: XmlElement;
  readonly group: string;
  verdict: XmlElement | null;
}

function casesIn(lines: readonly TextLine[]): Case[] {
  const cases: Case[] = [];
  let group = '';
  for (const line of lines) {
    const element = elementOf(line);
    if (element === null) continue;
    const last = cases.at(-1);
    if (element.name === 'testsuite') group = attributeText(element, 'name');
    else if (element.name === 'testcase') cases.push({ element, group, verdict: null });
    else if ((element.name === 'failure' || element.name === 'error') && last !== undefined)
      last.verdict ??= element;
  }
  return cases;
}

function addCase({ element, group, verdict }: Case, run: RunBuilder): void {
  const [, experiment = '', size = ''] = /^(.*)#(-?\d+)$/.exec(attributeText(element, 'name')) ?? [];
  const time = attributeText(element, 'time');
  const seconds = time === '' ? NaN : Number(time);
  if (experiment === '' || !Number.isFinite(seconds)) return;
  const name = group === '' ? experiment : `${group}/${experiment}`;
  const measure = run
    .benchmark(name, { 'problem space': Number(size) })
    .measure('time', { metric: 'execution-time', unit: 's' });
  const at = attributePlace(element, 'time');
  if (verdict?.name === 'error') {
    const error = attributeText(verdict, 'message') || attributeText(verdict, 'type') || 'it threw';
    measure.sample(NaN, at, { outcome: 'failed', error });
    return;
  }
  measure.sample(seconds, at);
  if (verdict === null) return;
  const why = attributeText(verdict, 'message') || attributeText(verdict, 'type') || MISSED;
  run.check(`${name}#${size}: ${why}`, false, verdict.line.number);
}
