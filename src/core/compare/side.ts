import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { categoryName } from '../findings/names.ts';

/** A part of the results: some runs, all runs of a series, a category or a folder of a root with everything below it. */
export type CompareSide =
  | { readonly kind: 'runs'; readonly ids: readonly string[] }
  | { readonly kind: 'series'; readonly series: string }
  | { readonly kind: 'category'; readonly category: string }
  | { readonly kind: 'folder'; readonly root: number; readonly path: string };

/** Tells the runs of a side from all others. */
export function isOfSide(side: CompareSide): (run: CatalogueRun) => boolean {
  switch (side.kind) {
    case 'runs': {
      const ids = new Set(side.ids);
      return ({ id }) => ids.has(id);
    }
    case 'series':
      return ({ series }) => series === side.series;
    case 'category':
      return ({ category }) => {
        const name = categoryName(category);
        return name === side.category || name.startsWith(`${side.category} / `);
      };
    case 'folder':
      return ({ file }) => file.root === side.root && file.path.startsWith(`${side.path}/`);
  }
}

/** "copy.json", "3 runs", "nightly / small", "runs/before/". */
export function sideName(side: CompareSide): string {
  switch (side.kind) {
    case 'runs':
      return side.ids.length === 1 ? (side.ids[0] ?? '') : `${String(side.ids.length)} runs`;
    case 'series':
      return side.series;
    case 'category':
      return side.category;
    case 'folder':
      return `${side.path}/`;
  }
}
