import type { createFeatures } from '../features.ts';
import { nextTurn } from '../slices.ts';

/** What the features stand on, from the ground up: each is a part of the bundle that takes a while to load. */
const PARTS: readonly (() => Promise<unknown>)[] = [
  () => import('../../core/text/csv.ts'),
  () => import('../../core/formats/generic-json.ts'),
  () => import('../../core/formats/registry.ts'),
  () => import('../../core/reading/read-file.ts'),
  () => import('../../core/compare/compare.ts'),
  () => import('../../core/report/build.ts'),
];

/** Loads what does the work in parts, each in a turn of its own: compiling all of it at once would block the host. */
export async function loadFeatures(): Promise<typeof createFeatures> {
  for (const load of PARTS) {
    await nextTurn();
    await load();
  }
  await nextTurn();
  const features = await import('../features.ts');
  return features.createFeatures;
}
