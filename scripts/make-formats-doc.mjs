// Writes docs/formats.md from the registry and the fixtures: which formats are read, what they give and what proves them.
// `--print` prints the page instead.
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const fixtures = join(root, 'test', 'fixtures');

/** Formats that are wanted, by the id that their reader has or would have; those in the registry are left out of the list. */
const WANTED = new Map([
  ['artillery', 'Artillery JSON'],
  ['oha', 'oha JSON'],
  ['pyperf', 'pyperf JSON'],
  ['stream', 'STREAM text of its own (inside the HPC Challenge it is read)'],
  ['vegeta', 'vegeta JSON and text'],
  ['ycsb', 'YCSB text'],
]);

const ENTRY = `
  import { runToEnd } from './src/core/model/steps.ts';
  import { isKnownMetric, metricInfo } from './src/core/normalise/metrics.ts';
  import { readFile } from './src/core/reading/read-file.ts';
  import { nodeDecoder } from './src/cli/decoder.ts';
  export { FORMATS } from './src/core/formats/registry.ts';
  export function metricsOf(path, bytes, id, sibling) {
    const context = { decoder: nodeDecoder, sibling, mappings: [] };
    const record = runToEnd(readFile({ root: 0, path, bytes, modifiedAt: null }, context));
    if (record.format !== id) return [];
    const measures = (record.result?.runs ?? []).flatMap((run) => run.benchmarks.flatMap(({ measures }) => measures));
    return measures.map(({ metric }) => ({ ...metricInfo(metric), known: isKnownMetric(metric) }));
  }
`;

async function loadCore() {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: ENTRY, resolveDir: root, loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'esm',
    target: 'node20.18',
    logLevel: 'warning',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** Paths below test/fixtures, with forward slashes. */
function* filesBelow(path) {
  for (const name of readdirSync(join(fixtures, path)).sort()) {
    const below = `${path}/${name}`;
    if (statSync(join(fixtures, below)).isDirectory()) yield* filesBelow(below);
    else if (name !== 'README.md') yield below;
  }
}

function siblingOf(path) {
  return existsSync(join(fixtures, path)) ? readFileSync(join(fixtures, path), 'utf8') : null;
}

/** Titles of the metrics that the fixtures really give, headline metrics first; names outside the vocabulary are summed up. */
function metricsText(core, id) {
  const found = [...filesBelow(id)].flatMap((path) =>
    core.metricsOf(path, readFileSync(join(fixtures, path)), id, siblingOf),
  );
  if (found.length === 0) throw new Error(`No fixture of ${id} gives a metric.`);
  const known = found.filter((metric) => metric.known).sort((a, b) => a.rank - b.rank);
  const titles = [...new Set(known.map(({ title }) => title))];
  if (found.some((metric) => !metric.known)) titles.push('numbers under their own names');
  const text = titles.map((title, index) => (index === 0 ? title : lowerFirst(title))).join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "Time to first token" within a sentence; "GPU utilization" stays. */
function lowerFirst(title) {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** How the fixtures were made: the first sentence of their README, without the list of files that may follow it. */
function madeText(id) {
  const readme = readFileSync(join(fixtures, id, 'README.md'), 'utf8');
  const [, paragraph = ''] = readme.split(/\n\s*\n/);
  const text = paragraph.replace(/\s*\n\s*/g, ' ').trim();
  if (text === '' || text.startsWith('-')) throw new Error(`${id}/README.md does not begin with a sentence.`);
  const sentence = (/^.*?\.(?=\s|$)/.exec(text)?.[0] ?? text).replace(/:(?: `.*)?$/, '.');
  return sentence;
}

const cell = (text) => text.replaceAll('|', '\\|');

function rowOf(core, format) {
  const name = `**${cell(format.title)}**<br>[\`${format.id}\`](../test/fixtures/${format.id}/README.md)`;
  const cells = [format.about, metricsText(core, format.id), format.proof, madeText(format.id)];
  return `| ${[name, ...cells.map(cell)].join(' | ')} |`;
}

function pageOf(core) {
  const ids = new Set(core.FORMATS.map(({ id }) => id));
  const wanted = [...WANTED].filter(([id]) => !ids.has(id)).map(([, title]) => `- ${title}`);
  return [
    '# Formats',
    '',
    '<!-- Written by `npm run docs` from src/core/formats and test/fixtures: do not edit. -->',
    '',
    `Benchtrail reads ${core.FORMATS.length} formats without configuration. It looks at the content first and at the name second; the format that is surest of a file reads it, and \`benchtrail inspect\` names the others that claimed it. A reader is in when a real file proves it: one of the reference corpus (result files of public projects that the readers are checked against), or one that we made by running the tool.`,
    '',
    'The metrics are those that the fixtures give; files may hold more.',
    '',
    '| Format | What is recognised | Metrics | Proof | Fixtures |',
    '| --- | --- | --- | --- | --- |',
    ...core.FORMATS.map((format) => rowOf(core, format)),
    '',
    ...(wanted.length === 0
      ? []
      : [
          '## Wanted',
          '',
          'No real file of these could be had yet, and no reader is written from memory. A file from you helps; [CONTRIBUTING.md](../CONTRIBUTING.md) tells how to add a format.',
          '',
          ...wanted,
          '',
        ]),
  ].join('\n');
}

const page = pageOf(await loadCore());
if (process.argv.includes('--print')) process.stdout.write(page);
else writeFileSync(join(root, 'docs', 'formats.md'), page);
