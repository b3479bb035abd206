import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { Projects } from '../../../src/core/project/projects.ts';
import { baselineRule } from '../../../src/core/project/selection.ts';
import { baselineOfProjects } from '../../../src/core/report/baseline-sides.ts';
import { readFiles } from '../../support/read-folder.ts';

const project = (baseline: string) => ({ ...DEFAULT_PROJECT, baseline });
const scope = (folder: string, baseline: string, above = '') => ({
  root: 0,
  folder,
  above,
  project: project(baseline),
});
const ruleOf = (projects: Projects, path: string) => baselineRule(projects.of(0, path), path);

describe('a baseline of a project file', () => {
  it('is relative to the folder of the project file', () => {
    const projects = new Projects([scope('', 'old'), scope('gpu', './before/')]);
    expect(ruleOf(projects, 'a.csv')).toEqual({ text: 'old' });
    expect(ruleOf(projects, 'gpu/a.csv')).toEqual({ text: './before/', path: 'gpu/before' });
    expect(ruleOf(new Projects(), 'a.csv')).toBeNull();
  });

  it('of a file above the root is a path in the root, or leads out of it', () => {
    expect(ruleOf(new Projects([scope('', 'bench/before', 'bench')]), 'a.csv')).toMatchObject({
      path: 'before',
    });
    expect(ruleOf(new Projects([scope('', 'bench', 'bench')]), 'a.csv')).toMatchObject({ path: '.' });
    expect(ruleOf(new Projects([scope('', 'other', 'bench')]), 'a.csv')).toMatchObject({ path: null });
  });

  it('holds in a report for the files below it alone', () => {
    const rows = 'model,tokens_s\nm,1\nm,2\n';
    const snapshot = readFiles({
      'cpu/a.csv': rows,
      'gpu/before/a.csv': rows.replace('1', '4'),
      'gpu/after/a.csv': rows.replace('1', '5'),
    });
    const projects = new Projects([scope('gpu', 'before')]);
    const sides = baselineOfProjects(snapshot, ({ file }) => ruleOf(projects, file.path));
    expect(sides?.title).toBe('gpu/before');
    expect(sides?.before.runs.map(({ id }) => id)).toEqual(['gpu/before/a.csv']);
    expect(sides?.after.runs.map(({ id }) => id)).toEqual(['gpu/after/a.csv']);
    const two = new Projects([scope('gpu', 'before'), scope('cpu', 'a.csv')]);
    expect(baselineOfProjects(snapshot, ({ file }) => ruleOf(two, file.path))).toBeNull();
  });
});
