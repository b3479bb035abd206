import type { FileHead } from './format.ts';
import { asArray, asObject } from './json-guards.ts';

/** Files of tools that hold settings, dependencies, code, translations or test results, by name. */
const NAMES =
  /^(?:package|package-lock|npm-shrinkwrap|composer|bower|lerna|nx|turbo|angular|deno|jsr|manifest|launch|tasks|settings|extensions|tsconfig.*|jsconfig.*|benchtrail|\.?eslintrc.*|\.?prettierrc.*|renovate|vercel|firebase|openapi|swagger|schema|coverage-(?:final|summary)|metadata|config)\.json$|\.(?:ipynb|geojson|topojson|webmanifest|code-workspace|lock|map|sarif)$|(?:^|[._-])(?:schema|config|settings|lock)\.json$/i;

/** Keys at the top of documents that are no results. */
const KEYS = new Set([
  'dependencies',
  'devDependencies',
  'compilerOptions',
  'lockfileVersion',
  'nbformat',
  'openapi',
  'swagger',
  'definitions',
  '$defs',
  'testResults',
  'numTotalTests',
  'contributes',
  'features',
  'eslintConfig',
  'i18n',
  'lighthouseVersion',
  'traceEvents',
]);

/** Keys that stand together at the top of what test runners report: Mocha, Playwright, pytest. */
const TEST_REPORTS: readonly (readonly string[])[] = [
  ['stats', 'tests', 'passes'],
  ['config', 'suites', 'stats'],
  ['exitcode', 'collectors', 'tests'],
];

/** True for JSON that is surely something else than results: settings, lock files, lint and coverage output, notebooks. */
export function isOtherJson(head: FileHead): boolean {
  if (NAMES.test(head.name)) return true;
  const root = asObject(head.json);
  if (root !== null)
    return (
      Object.keys(root).some((key) => KEYS.has(key)) ||
      TEST_REPORTS.some((keys) => keys.every((key) => key in root)) ||
      isCoverage(root) ||
      isMetafile(root) ||
      isSchema(root)
    );
  const first = asObject(asArray(head.json)?.[0]);
  return first !== null && 'filePath' in first && 'messages' in first;
}

/** True for JSON Lines of a test runner (`go test -json`, libtest), by their first value. */
export function isTestLine(value: unknown): boolean {
  const line = asObject(value);
  if (line === null) return false;
  return (
    ('Action' in line && 'Package' in line) || ('event' in line && /^(?:suite|test)$/.test(String(line.type)))
  );
}

function isCoverage(root: Readonly<Record<string, unknown>>): boolean {
  return Object.values(root).some((value) => {
    const entry = asObject(value);
    return entry !== null && ('statementMap' in entry || asObject(entry.lines)?.pct !== undefined);
  });
}

/** What a bundler says of its inputs and outputs. */
function isMetafile(root: Readonly<Record<string, unknown>>): boolean {
  const [output] = Object.values(asObject(root.outputs) ?? {});
  const entry = asObject(output);
  return 'inputs' in root && entry !== null && 'bytes' in entry && 'inputs' in entry;
}

function isSchema(root: Readonly<Record<string, unknown>>): boolean {
  const schema = root.$schema;
  return (
    (typeof schema === 'string' && schema.includes('json-schema.org')) || root.type === 'FeatureCollection'
  );
}
