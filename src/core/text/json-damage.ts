import { problem } from '../model/problem.ts';
import type { Problem, Severity } from '../model/problem.ts';
import { pointerOf } from './json-pointer.ts';
import { placesOf } from './lines.ts';

/** So many values without a number are listed; the others are counted. */
const LISTED_WARNINGS = 100;
/** A text with more damaged places than this is not read any further. */
export const MAX_ERRORS = 20;

type Path = readonly (string | number)[];

interface Found {
  readonly offset: number;
  readonly pointer: string | null;
  readonly severity: Severity;
  readonly message: string;
}

/** What the tolerant reader finds wrong in one text. */
export class Damage {
  readonly #text: string;
  readonly #found: Found[] = [];
  readonly #noted = new Set<string>();
  #warnings = 0;
  #errorCount = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get errors(): number {
    return this.#errorCount;
  }

  error(message: string, offset: number, path: Path): void {
    this.#errorCount++;
    const last = this.#errorCount > MAX_ERRORS;
    this.#add(
      'error',
      last ? `${message} The damage goes on: nothing after this place is read.` : message,
      offset,
      path,
    );
  }

  warn(message: string, offset: number, path: Path): void {
    this.#warnings++;
    if (this.#warnings <= LISTED_WARNINGS) this.#add('warning', message, offset, path);
  }

  /** A harmless departure from strict JSON: said once for each kind. */
  note(message: string, offset: number): void {
    if (this.#noted.has(message)) return;
    this.#noted.add(message);
    this.#add('info', message, offset, null);
  }

  /** All that was found, in the order of the text. */
  problems(): Problem[] {
    const found = this.#found.toSorted((a, b) => a.offset - b.offset);
    const places = placesOf(
      this.#text,
      found.map(({ offset }) => offset),
    );
    const problems = found.map(({ pointer, severity, message }, index): Problem => {
      const place = places[index];
      return { line: place?.line ?? null, column: place?.column ?? null, pointer, severity, message };
    });
    const more = this.#warnings - LISTED_WARNINGS;
    if (more > 0)
      problems.push(
        problem('warning', `${more} further values are not JSON numbers and are read as missing.`),
      );
    return problems;
  }

  #add(severity: Severity, message: string, offset: number, path: Path | null): void {
    this.#found.push({ offset, pointer: path === null ? null : pointerOf(path), severity, message });
  }
}
