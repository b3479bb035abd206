import type { Steps } from '../model/steps.ts';
import { figuresOfSections } from './build.ts';
import type { Report } from './model.ts';

/** A report without some of its sections (ids): figures and evidence that only they used go with them. */
export function* withoutSections(report: Report, without: readonly string[]): Steps<Report> {
  if (without.length === 0) return report;
  const sections = report.sections.filter(({ id }) => !without.includes(id));
  const { figures } = yield* figuresOfSections(sections);
  const used = new Set(figures.map(({ evidence }) => evidence.key));
  return { ...report, sections, figures, evidence: report.evidence.filter(({ key }) => used.has(key)) };
}
