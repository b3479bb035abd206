import { existsSync } from 'node:fs';
import { benchCsv, type BenchRow } from './csv.ts';
import { benchEditor } from './editor.ts';
import { benchFolder } from './folder.ts';
import { benchReport } from './report.ts';
import { benchSlices } from './slices/run-slices.ts';

function print(title: string, rows: readonly BenchRow[]): void {
  console.log(`\n${title}`);
  for (const { name, ms, ratio } of rows) {
    console.log(`  ${name.padEnd(64)} ${ms.toFixed(0).padStart(8)} ms  ${ratio.toFixed(2).padStart(7)} ×`);
  }
}

const [first, ...words] = process.argv.slice(2);
if (first === undefined) everything();
run(first, words).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function run(only: string | undefined, words: readonly string[]): Promise<void> {
  if (only !== 'editor') await benchSlices(words[0] ?? null);
  if (only !== 'slices') await benchEditor(words);
}

function everything(): void {
  print('One generated CSV of 80 MB: time of each reader, and times ours', benchCsv());
  print('10 000 small files: time of each reader, and times ours', benchFolder());
  const corpus = '../shared/corpus/chimeraforge';
  const folder = existsSync(corpus) ? corpus : 'test/workspaces/sample';
  print('A report, from the start of the process to its end', benchReport('dist/cli.js', folder));
}
