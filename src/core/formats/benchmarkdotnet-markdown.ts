import type { Bag, Scalar } from '../model/measure.ts';
import type { Steps } from '../model/steps.ts';
import { readMarkdown } from '../text/markdown.ts';
import { scalarOf } from './benchmarkdotnet-json.ts';
import { addReport, groupsOfName, isReportHeader } from './benchmarkdotnet-table.ts';
import type { ResultBuilder, RunFacts } from './build.ts';
import type { FileInput } from './format.ts';

/** "BenchmarkDotNet v0.15.8, Windows 11 (…)" and "BenchmarkDotNet=v0.10.13, OS=ubuntu 17.10" */
const VERSION = /^BenchmarkDotNet[= ]v(?<version>[\w.-]+), (?:OS=)?(?<os>.+)$/m;
const CPU =
  /^(?:\d+(?:st|nd|rd|th) Gen )?(?:Intel|AMD|Apple|ARM|Arm|Ampere|Snapdragon|Virtual|Unknown)\b.*?(?=, \d+ CPU|$)/m;

/** True for a text with the line that BenchmarkDotNet writes above its tables. */
export function isReportText(text: string): boolean {
  return VERSION.test(text) && /^\s*\|?\s*\**Method\b.*\|\s*\**Mean\b/m.test(text);
}

/** The Markdown of BenchmarkDotNet, for GitHub and plain: a block about the machine, then the table. */
export function* readBenchmarkDotNetMarkdown(file: FileInput, out: ResultBuilder): Steps<void> {
  const text = file.text();
  const facts = { ...factsOf(text), category: groupsOfName(file.name) };
  const page = yield* readMarkdown(text);
  for (const table of page.tables) {
    const header = table.header.map((cell) => cell.text);
    if (!isReportHeader(header)) continue;
    for (const found of table.problems) out.problem(found);
    addReport({ header, rows: table.rows }, facts, out);
  }
}

function factsOf(text: string): RunFacts {
  const found = VERSION.exec(text)?.groups;
  const environment: Record<string, Scalar> = {};
  const note = (key: string, value: string | undefined): void => {
    if (value !== undefined && value.trim() !== '') environment[key] = value.trim();
  };
  note('os', found?.os);
  note('cpu', CPU.exec(text)?.[0]);
  note('cpu_count', /, (\d+) logical/.exec(text)?.[1]);
  note('dotnet_sdk', /^\.NET (?:Core )?SDK[ =](?:\()?([\w.-]+)/m.exec(text)?.[1]);
  note('runtime', /^ {2}\[Host\]\s*: (.+?)(?:, |$)/m.exec(text)?.[1]);
  return { toolVersion: found?.version ?? null, environment, parameters: jobOf(text) };
}

/** "Job=Core  Runtime=Core" below the machine: what all jobs of the table agree in. */
function jobOf(text: string): Bag {
  const bag: Record<string, Scalar> = {};
  for (const line of text.split('\n')) {
    if (line.startsWith('|')) break;
    if (!/^\w+=\S.*$/.test(line) || line.startsWith('BenchmarkDotNet=')) continue;
    for (const found of line.matchAll(/(\w+)=(.*?)(?= {2}|\s*$)/g))
      if (found[1] !== undefined && found[2] !== undefined && found[2] !== '')
        bag[found[1]] = scalarOf(found[2].trim());
  }
  return bag;
}
