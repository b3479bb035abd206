import type { CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { lineEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import type { Check } from '../model/measure.ts';
import type { Evidence } from '../model/figure.ts';
import { code, enumerate, fileLink, say, words, type Inline } from '../report/inline.ts';
import type { Finding, FindingInput } from './finding.ts';
import { categoryCode } from './names.ts';

/** The runs whose tool judged itself: their files count, and they are not excluded. */
export function checkedRuns({ runs }: Snapshot): CatalogueRun[] {
  return runs.filter(
    (run) => run.checks.length > 0 && run.file.status === 'used' && run.excludedBecause === null,
  );
}

/** "k6", or the format where the file does not name its tool. */
export function toolName(run: CatalogueRun): string {
  return run.tool ?? run.file.format ?? 'the tool';
}

/** Failed checks that a sentence names; the table of checks holds all. */
const MOST_NAMED = 4;

/** Thresholds of the tools themselves that were not met, a finding per run. */
export function failedChecks({ snapshot }: FindingInput): Finding[] {
  return checkedRuns(snapshot).flatMap((run) => {
    const failed = run.checks.filter(({ passed }) => !passed);
    return failed.length === 0 ? [] : [failedFinding(run, failed)];
  });
}

function failedFinding(run: CatalogueRun, failed: readonly Check[]): Finding {
  const count = countFigure(checksEvidence(run, failed, 'failed checks'), failed.length, 'checks not passed');
  const all = checksEvidence(run, run.checks, 'checks');
  const total = countFigure(all, run.checks.length, 'checks of the tool in this run');
  const tool = toolName(run);
  return {
    kind: 'check',
    category: run.category,
    weight: 0.95,
    statement: say`${count} of ${total} checks that ${code(tool)} made itself in ${categoryCode(run.category)} did not pass: ${failedNames(run, failed)}.`,
    detail: [],
    advice: null,
  };
}

/** The lines on which these checks stand; those without a line lead to the start of the file. */
function checksEvidence(run: CatalogueRun, checks: readonly Check[], label: string): Evidence {
  const parts = checks.map(({ line }) => lineEvidence(run.file, line ?? 1, 1, label));
  return {
    key: `${label}|${run.id}`,
    label,
    scope: run.id,
    sources: parts.flatMap(({ sources }) => sources),
    anchor: null,
  };
}

function failedNames(run: CatalogueRun, failed: readonly Check[]): Inline[] {
  const { root, path } = run.file;
  const names = failed
    .slice(0, MOST_NAMED)
    .map(({ name, line }) => say`${code(name)} (${fileLink(root, path, line)})`);
  return failed.length <= MOST_NAMED ? enumerate(names) : [...enumerate(names, null), words(' and others')];
}
