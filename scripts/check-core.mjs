// Proves that the core is pure: it bundles for a neutral platform without externals, and the bundle runs in a bare context
// with ES globals only, where it reads the sample workspace and writes the same report as the command line.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TextDecoder } from 'node:util';
import vm from 'node:vm';
import * as esbuild from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const workspace = join(root, 'test', 'workspaces', 'sample');

const ENTRY = `
  import { readFile } from './src/core/reading/read-file.ts';
  import { Catalogue } from './src/core/catalogue/catalogue.ts';
  import { DEFAULT_PROJECT } from './src/core/project/project-file.ts';
  import { buildReport } from './src/core/report/build.ts';
  import { renderJson } from './src/core/report/render-json.ts';
  import { renderMarkdown } from './src/core/report/render-markdown.ts';
  import { inspectJson } from './src/core/contract/inspect.ts';
  import { compareSnapshots } from './src/core/compare/compare.ts';
  import { readProject } from './src/core/project/read-project.ts';
  import { Projects } from './src/core/project/projects.ts';
  import { isWanted } from './src/core/project/selection.ts';
  import { runToEnd } from './src/core/model/steps.ts';
  export { compareSnapshots, renderMarkdown };
  export function inspectAll(files, decoder, projectText) {
    const project = projectText === null ? DEFAULT_PROJECT : readProject(projectText, 'benchtrail.json').project;
    const catalogue = new Catalogue(Projects.atTop(project));
    const context = { decoder, sibling: () => null, mappings: [] };
    for (const file of files) if (isWanted({ path: file.path, project })) catalogue.put(runToEnd(readFile(file, context)));
    const snapshot = catalogue.snapshot();
    const report = buildReport(snapshot, project, { generator: 'check', roots: ['sample'], date: '2026-01-01' });
    return { inspect: [...inspectJson(snapshot, ['sample'], true)].join(''), report: renderJson(report) };
  }
`;

const bundle = await esbuild.build({
  stdin: { contents: ENTRY, resolveDir: root, loader: 'ts' },
  absWorkingDir: root,
  bundle: true,
  write: false,
  platform: 'neutral',
  mainFields: ['module', 'main'],
  format: 'iife',
  globalName: 'core',
  target: 'es2023',
  logLevel: 'warning',
});

function* filesBelow(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesBelow(path);
    else
      yield {
        root: 0,
        path: relative(workspace, path).replaceAll('\\', '/'),
        absolute: path,
        modifiedAt: statSync(path).mtime.toISOString(),
      };
  }
}

const decoder = {
  decode(bytes, encoding, fatal) {
    try {
      return new TextDecoder(encoding, { fatal, ignoreBOM: true }).decode(bytes);
    } catch {
      return null;
    }
  },
};

const context = vm.createContext(Object.create(null));
vm.runInContext(`${bundle.outputFiles[0].text}; globalThis.core = core;`, context);
const files = [...filesBelow(workspace)];
const project = files.find((file) => file.path === 'benchtrail.json');
const inputs = files.map((file) => ({ ...file, bytes: new Uint8Array(readFileSync(file.absolute)) }));
const bare = context.core.inspectAll(
  inputs,
  decoder,
  project === undefined ? null : readFileSync(project.absolute, 'utf8'),
);

const node = execFileSync(
  process.execPath,
  [join(root, 'dist', 'cli.js'), 'inspect', workspace, '--json', '--samples'],
  { maxBuffer: 1 << 28 },
).toString();
const same = (text) => JSON.stringify({ ...JSON.parse(text), roots: null });
if (same(bare.inspect) !== same(node))
  throw new Error(
    'The neutral bundle of src/core reads the sample workspace otherwise than the command line does.',
  );
if (JSON.parse(bare.report).sections.length < 6)
  throw new Error('The neutral bundle of src/core wrote no whole report.');
console.log(
  `The core bundles without externals (${Math.round(bundle.outputFiles[0].contents.length / 1024)} KB) and reads ${files.length} files alike in a bare context.`,
);
