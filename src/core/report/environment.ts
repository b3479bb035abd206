import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { groupBy } from '../catalogue/twins.ts';
import { categoryName, nameList, scalarText } from '../findings/names.ts';
import { countEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import { code, say, words, type Inline } from './inline.ts';
import { paragraph, table, type Block } from './model.ts';

const UNRECORDED = 'not recorded';

/** Environment keys and tool versions over the runs, what differs first. Runs that record nothing are said, not hidden. */
export function environmentBlocks(runs: readonly CatalogueRun[]): Block[] {
  const recording = runs.filter((run) => Object.keys(run.environment).length > 0 || run.toolVersion !== null);
  if (recording.length === 0) {
    return [
      paragraph(
        say`No file records the environment that it was measured in: GPU, CPU, operating system and driver are unknown.`,
      ),
    ];
  }
  const keys = new Set(
    recording.flatMap((run) => [
      ...Object.keys(run.environment),
      ...(run.toolVersion === null ? [] : ['tool version']),
    ]),
  );
  const rows = [...keys]
    .map((key) => environmentRow(key, runs))
    .sort((a, b) => b.values.size - a.values.size);
  const silent = runs.length - recording.length;
  return [
    table(
      ['What', 'Value', '>Runs', 'Where'],
      rows.flatMap(({ key, values }) =>
        [...values].map(([value, group], index) => cells(index === 0 ? key : null, value, group)),
      ),
    ),
    ...(silent === 0 ? [] : [paragraph(silentSentence(silent, runs, recording))]),
  ];
}

interface EnvironmentRow {
  readonly key: string;
  /** Recorded value → the runs that record it. */
  readonly values: ReadonlyMap<string, readonly CatalogueRun[]>;
}

function environmentRow(key: string, runs: readonly CatalogueRun[]): EnvironmentRow {
  const values = groupBy(runs, (run) =>
    key === 'tool version' ? versionOf(run) : scalarText(run.environment[key] ?? UNRECORDED),
  );
  values.delete(UNRECORDED);
  return { key, values };
}

function versionOf(run: CatalogueRun): string {
  return run.toolVersion === null
    ? UNRECORDED
    : `${run.tool ?? run.file.format ?? ''} ${run.toolVersion}`.trim();
}

function cells(key: string | null, value: string, runs: readonly CatalogueRun[]): Inline[][] {
  const where = [...new Set(runs.map((run) => categoryName(run.category)))];
  const count = countFigure(
    countEvidence('runs by environment', 'environment'),
    runs.length,
    `runs with ${value}`,
  );
  return [key === null ? [words('')] : [code(key)], [code(value)], say`${count}`, nameList(where, 4)];
}

function silentSentence(
  silent: number,
  runs: readonly CatalogueRun[],
  recording: readonly CatalogueRun[],
): Inline[] {
  const count = countFigure(
    countEvidence('runs by environment', 'environment'),
    silent,
    'runs that record neither environment nor version',
  );
  const total = countFigure(
    countEvidence('runs by environment', 'environment'),
    runs.length,
    'runs that count',
  );
  const known = new Set(recording);
  const where = [...new Set(runs.filter((run) => !known.has(run)).map((run) => categoryName(run.category)))];
  return say`${count} of ${total} runs record no environment (${nameList(where, 6)}); whether they ran on the same machine cannot be told.`;
}
