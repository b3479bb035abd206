import { describe, expect, it } from 'vitest';
import { buildReport, figuresOfBlock, isNoReport } from '../../../src/core/report/build.ts';
import { withoutSections } from '../../../src/core/report/choose-sections.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { SMALL_SOURCE } from '../../support/dashboard/messages.ts';

const built = buildReport(SMALL_SOURCE.snapshot, DEFAULT_PROJECT, { generator: 'test', roots: ['results'] });
if (isNoReport(built)) throw new Error(built.reason);
const report = built;
const without = (left: readonly string[]): typeof report => runToEnd(withoutSections(report, left));
const ids = report.sections.map(({ id }) => id);

describe('leaving sections out', () => {
  it('changes nothing where none is left out, or none has that id', () => {
    expect(without([])).toBe(report);
    expect(without(['no-such-section'])).toEqual(report);
  });

  it('takes their figures and the evidence that only they used with them, in the order of the report', () => {
    expect(ids).toContain('performance-analysis');
    const less = without(['performance-analysis', 'methods']);
    expect(less.sections.map(({ id }) => id)).toEqual(
      ids.filter((id) => id !== 'performance-analysis' && id !== 'methods'),
    );
    const figures = less.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => [...figuresOfBlock(block)]),
    );
    expect(less.figures).toEqual(figures);
    expect(less.figures.length).toBeLessThan(report.figures.length);
    const used = new Set(figures.map(({ evidence }) => evidence.key));
    expect(less.evidence.map(({ key }) => key)).toEqual(
      report.evidence.map(({ key }) => key).filter((key) => used.has(key)),
    );
    expect(less.evidence.length).toBeLessThan(report.evidence.length);
  });

  it('leaves a report of no section, with its header', () => {
    const nothing = without(ids);
    expect([nothing.sections, nothing.figures, nothing.evidence]).toEqual([[], [], []]);
    expect(nothing.header).toBe(report.header);
  });
});
