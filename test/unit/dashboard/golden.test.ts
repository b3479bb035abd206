import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareModelSteps } from '../../../src/core/dashboard/compare.ts';
import { overviewSteps } from '../../../src/core/dashboard/overview.ts';
import { NO_FILTER } from '../../../src/core/dashboard/query.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { viewFigures } from '../../../src/protocol/models/figures.ts';
import { loadFolder, readFiles } from '../../support/read-folder.ts';

const tests = join(import.meta.dirname, '..', '..');
const snapshot = readFiles(loadFolder(join(tests, 'workspaces', 'compare', 'results')));

/** Equal to what was kept; `UPDATE_GOLDEN=1` keeps what is now. */
function expectGolden(name: string, value: unknown): void {
  const path = join(tests, 'golden', 'dashboard', name);
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(path, 'utf8')));
}

describe('the models of two folders of five runs', () => {
  it('overview', () => {
    expectGolden('overview.json', runToEnd(viewFigures(runToEnd(overviewSteps(snapshot, DEFAULT_PROJECT)))));
  });

  it('comparison', () => {
    const model = runToEnd(
      compareModelSteps(snapshot, DEFAULT_PROJECT, {
        sides: [
          { kind: 'folder', root: 0, path: 'before' },
          { kind: 'folder', root: 0, path: 'after' },
        ],
        ignore: [],
        filter: NO_FILTER,
        metrics: [],
      }),
    );
    expect(model.kind).toBe('compare');
    expectGolden('compare.json', model);
  });
});
