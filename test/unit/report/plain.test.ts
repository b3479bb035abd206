import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { buildReport, isNoReport } from '../../../src/core/report/build.ts';
import { loadFolder, readFiles } from '../../support/read-folder.ts';

describe('the model of a report', () => {
  it('is plain data: it survives JSON, and so a message to a webview', () => {
    const snapshot = readFiles(loadFolder(join(import.meta.dirname, '..', '..', 'workspaces', 'sample')));
    const report = buildReport(snapshot, DEFAULT_PROJECT, { generator: 'test', roots: ['.'] });
    if (isNoReport(report)) throw new Error(report.reason);
    expect(report.figures.length).toBeGreaterThan(50);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(structuredClone(report)).toEqual(report);
  });
});
