import type { Snapshot } from '../src/core/catalogue/snapshot.ts';
import { DEFAULT_PROJECT } from '../src/core/project/project-file.ts';
import type { ModelSource } from '../src/host/dashboard/models.ts';

/** What the dashboard's models are made from, for a window that shows this and where nothing was chosen. */
export function modelSource(snapshot: Snapshot): ModelSource {
  return {
    snapshot,
    project: DEFAULT_PROJECT,
    generator: 'Benchtrail',
    roots: ['results'],
    date: '2026-01-01',
    previous: null,
    baseline: null,
  };
}
