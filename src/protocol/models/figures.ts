import type { Figure, Source } from '../../core/model/figure.ts';
import type { Steps } from '../../core/model/steps.ts';
import { figureText } from '../../core/report/markdown-sources.ts';
import { isCount, isRecord, isText, listOf, orNull, shape, type Guard } from '../guards.ts';

/** A figure as a page shows it: its number, what it is and comes from, and the first places that it stands on. */
export interface FigureView {
  readonly text: string;
  /** "mean 102.20 tok/s = Σx / n, n 5". */
  readonly about: string;
  readonly label: string;
  readonly scope: string;
  /** The first few; empty for counts of things of the folder. */
  readonly sources: readonly Source[];
  /** How many places there are in all. */
  readonly places: number;
}

/** Places that a popover has room for; a figure may stand on thousands. */
const MOST_SOURCES = 5;

/** A model with each figure as a page shows it: everything else stays as it is. */
export type Viewed<T> = T extends Figure ? FigureView : { readonly [K in keyof T]: Viewed<T[K]> };

/** Puts views in the place of the figures of a model, with a turn for the host after each of its parts. */
export function* viewFigures<T>(model: T): Steps<Viewed<T>> {
  // The walk keeps every shape but that of figures, which the mapped type says; the compiler cannot follow it.
  return (yield* walkedSteps(model, LEVELS)) as Viewed<T>;
}

/** Parts of parts are told apart so many levels deep. A report has its rows there: sections, a section, blocks, a block, rows. */
const LEVELS = 6;

function* walkedSteps(value: unknown, levels: number): Steps<unknown> {
  if (levels === 0 || typeof value !== 'object' || value === null) return walked(value);
  if (Array.isArray(value)) {
    const made: unknown[] = [];
    for (const own of value as readonly unknown[]) {
      made.push(yield* walkedSteps(own, levels - 1));
      yield;
    }
    return made;
  }
  if (!isRecord(value) || isFigure(value)) return walked(value);
  const made: [string, unknown][] = [];
  for (const [key, own] of Object.entries(value)) made.push([key, yield* walkedSteps(own, levels - 1)]);
  return Object.fromEntries(made);
}

function walked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(walked);
  if (!isRecord(value)) return value;
  if (isFigure(value)) return viewOf(value);
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, walked(own)]));
}

function isFigure(value: object): value is Figure {
  return 'evidence' in value && 'statistic' in value && 'text' in value;
}

function viewOf(figure: Figure): FigureView {
  const { label, scope, sources } = figure.evidence;
  return {
    text: figure.text,
    about: figureText(figure),
    label,
    scope,
    sources: sources.slice(0, MOST_SOURCES),
    places: sources.length,
  };
}

export const isSource: Guard<Source> = shape<Source>({
  root: isCount,
  file: isText,
  line: isCount,
  column: isCount,
  endLine: isCount,
});

export const isFigureView: Guard<FigureView> = shape<FigureView>({
  text: isText,
  about: isText,
  label: isText,
  scope: isText,
  sources: listOf(isSource),
  places: isCount,
});

export const isFigureOrNull = orNull(isFigureView);
