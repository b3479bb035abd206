// Every test there is, from the gates to a real editor: what a contributor runs before sending a change, and what CI runs.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const results = join(root, 'out', 'test-results');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Each level writes its counts to out/test-results/<name>.json; the gates count as one test each. */
const LEVELS = [
  {
    name: 'gates',
    title: 'Gates: types, lint, format, unused code, pure core',
    command: [npm, 'run', '--silent', 'check'],
  },
  {
    name: 'unit',
    title: 'Unit tests',
    command: [
      'node',
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      '--outputFile=out/test-results/vitest.json',
    ],
  },
  {
    name: 'integration',
    title: 'Integration tests in a real VS Code',
    command: ['node', 'scripts/test-integration.mjs'],
  },
  {
    name: 'ui',
    title: 'UI tests in a real VS Code in a real browser',
    command: ['node', 'scripts/test-ui.mjs'],
  },
];

process.chdir(root);
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
for (const level of LEVELS) {
  console.log(`\n== ${level.title}`);
  const start = performance.now();
  const [command, ...args] = level.command;
  const env = { ...process.env, TZ: 'UTC', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', env });
  if (error) console.error(error.message);
  const counts = countsOf(level.name, status === 0);
  for (const key of Object.keys(total)) total[key] += counts[key];
  if (counts.failed > 0) failures.push({ title: level.title, tests: failuresOf(level.name) });
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(
    `${level.title}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped (${seconds} s)`,
  );
}
tellFailures();
writeFileSync(join(results, 'total.json'), `${JSON.stringify(total)}\n`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/** A level that ended badly without counting a failure failed as a whole. */
function countsOf(name, fine) {
  const counts = readCounts(name);
  if (counts === null) return { passed: fine ? 1 : 0, failed: fine ? 0 : 1, skipped: 0 };
  return fine || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

/** Once more at the end, where whoever sees only the last lines of a long log finds them. */
function tellFailures() {
  for (const { title, tests } of failures) {
    console.log(`\nFailed in "${title}":`);
    if (tests.length === 0) console.log('  ✗ the level as a whole: see what it printed');
    for (const { name, reason } of tests) console.log(`  ✗ ${name}\n${reason.replace(/^/gm, '      ')}`);
  }
}

/** What failed, with the first lines of why: some assertions print whole files. */
function failuresOf(name) {
  if (name === 'unit') {
    const suites = readResult('vitest')?.testResults ?? [];
    return suites.flatMap((suite) => {
      const file = relative(root, suite.name);
      const failed = suite.assertionResults.filter(({ status }) => status === 'failed');
      // A file that could not be loaded has no test.
      if (failed.length === 0 && suite.status === 'failed')
        return [{ name: file, reason: shortened(suite.message) }];
      return failed.map((test) => ({
        name: `${file}: ${test.fullName}`,
        reason: shortened(test.failureMessages.join('\n')),
      }));
    });
  }
  const failed = readResult(name)?.tests.filter(({ state }) => state === 'failed') ?? [];
  return failed.map(({ title, error }) => ({ name: title, reason: shortened(error ?? '') }));
}

function shortened(text) {
  const lines = text.split('\n').map((line) => (line.length > 300 ? `${line.slice(0, 300)}…` : line));
  return lines.slice(0, 12).join('\n');
}

function readCounts(name) {
  if (name !== 'unit') return readResult(name);
  const said = readResult('vitest');
  if (said === null) return null;
  return {
    passed: said.numPassedTests,
    failed: said.numFailedTests,
    skipped: said.numPendingTests + said.numTodoTests,
  };
}

function readResult(name) {
  const file = join(results, `${name}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
