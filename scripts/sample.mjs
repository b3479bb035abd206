// The main job on the shipped sample workspace: builds, writes the report, says where it is and how to open the editor on it.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const report = join('out', 'sample', 'report.md');
for (const args of [
  ['scripts/build.mjs'],
  ['dist/cli.js', 'report', 'test/workspaces/sample', '-o', report],
]) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
console.log(`
The report of the sample workspace is ${join(root, report)}
Open this folder in VS Code and press F5 to try the extension on the same workspace:
in the Explorer, right-click a folder and choose Generate Report.`);
