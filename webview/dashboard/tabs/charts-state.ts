import type { ChartQuery } from '../../../src/core/dashboard/query.ts';
import { isFinite, isText, listOf, orNull, shape, type Guard } from '../../../src/protocol/guards.ts';
import type { Zoom } from '../../charts/chart-element.ts';
import type { Seen } from '../../charts/options.ts';

/** What the Charts tab remembers. */
export interface ChartsState {
  readonly query: ChartQuery;
  /** Series that the legend has turned off, by name. */
  readonly hidden: readonly string[];
  /** What is seen of each drawing. */
  readonly zooms: readonly Zoom[];
  /** Whether the table twin is open. */
  readonly table: boolean;
}

const isSeen: Guard<Seen | null> = orNull(shape<Seen>({ min: isFinite, max: isFinite }));
const areZooms: Guard<readonly Zoom[]> = listOf(shape<Zoom>({ x: isSeen, y: isSeen }), 10);
const areNames = listOf(isText, 1000);

export function readZooms(value: unknown): readonly Zoom[] {
  return areZooms(value) ? value : [];
}

export function readHidden(value: unknown): readonly string[] {
  return areNames(value) ? value : [];
}
