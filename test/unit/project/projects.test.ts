import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECT, type ProjectFile } from '../../../src/core/project/project-file.ts';
import { Projects } from '../../../src/core/project/projects.ts';
import { readProject } from '../../../src/core/project/read-project.ts';
import { exclusionFor, isWanted, mappingsFor } from '../../../src/core/project/selection.ts';

function project(content: object): ProjectFile {
  return readProject(JSON.stringify(content), 'benchtrail.json').project;
}

describe('project files in their places', () => {
  const top = project({ title: 'top', excluded: [{ match: 'old/**', reason: 'wrong driver' }] });
  const inner = project({ title: 'inner', excluded: [{ match: 'a.csv', reason: 'throttled' }] });
  const projects = new Projects([
    { root: 0, folder: '', above: '', project: top },
    { root: 0, folder: 'gpu/a100', above: '', project: inner },
    { root: 1, folder: '', above: 'bench/results', project: top },
  ]);

  it('rule a file by the nearest one, which inherits nothing', () => {
    expect(projects.of(0, 'old/a.csv')).toEqual({ project: top, path: 'old/a.csv' });
    expect(projects.of(0, 'gpu/a100/a.csv')).toEqual({ project: inner, path: 'a.csv' });
    expect(projects.of(0, 'gpu/a100-80/a.csv').project).toBe(top);
    expect(exclusionFor(projects.of(0, 'gpu/a100/old/a.csv'), '')).toBeNull();
    expect(exclusionFor(projects.of(0, 'gpu/a100/a.csv'), '')).toBe('throttled');
  });

  it('call the files of a root below them by the whole way', () => {
    expect(projects.of(1, 'a.csv')).toEqual({ project: top, path: 'bench/results/a.csv' });
    expect(projects.of(2, 'a.csv')).toEqual({ project: DEFAULT_PROJECT, path: 'a.csv' });
  });

  it('leave out one run of a file by what its id adds to the path', () => {
    const rules = {
      path: 'ab.json',
      project: project({ excluded: [{ match: 'ab.json#2', reason: 'noisy' }] }),
    };
    expect(exclusionFor(rules, '#2')).toBe('noisy');
    expect(exclusionFor(rules, '#1')).toBeNull();
  });

  it('hold their own globs for what is read and how', () => {
    const rules = project({
      include: ['gpu/**'],
      exclude: ['**/tmp/**'],
      mappings: [{ match: 'gpu/*.csv', columns: [{ column: 'draw', metric: 'power' }] }],
    });
    const above = new Projects([{ root: 0, folder: '', above: 'gpu', project: rules }]);
    expect(isWanted(above.of(0, 'a.csv'))).toBe(true);
    expect(isWanted(above.of(0, 'tmp/a.csv'))).toBe(false);
    expect(isWanted(above.of(0, 'benchtrail.json'))).toBe(false);
    expect(mappingsFor(above.of(0, 'a.csv'))).toEqual([{ column: 'draw', metric: 'power' }]);
    expect(mappingsFor(above.of(0, 'b/a.csv'))).toEqual([]);
  });

  it('give the limits of all, each for its own files, and the rest of the first', () => {
    const [one, two] = [
      project({ title: 'one', limits: ['max ttft < 1 s'] }),
      project({ limits: ['max ttft < 2 s'] }),
    ];
    expect(Projects.atTop(one).together()).toBe(one);
    const both = new Projects([
      { root: 0, folder: '', above: '', project: one },
      { root: 0, folder: 'b', above: '', project: two },
    ]).together();
    expect(both.title).toBe('one');
    const holds = both.limits.map(({ text, holdsFor }) => [
      text,
      holdsFor?.(0, 'a.csv'),
      holdsFor?.(0, 'b/a.csv'),
    ]);
    expect(holds).toEqual([
      ['max ttft < 1 s', true, false],
      ['max ttft < 2 s', false, true],
    ]);
  });
});
