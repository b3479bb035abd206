import { writeSync } from 'node:fs';
import { inspectJson } from '../../core/contract/inspect.ts';
import { inspectText } from '../../core/contract/inspect-text.ts';
import { EXIT, UsageError } from '../errors.ts';
import type { Progress } from '../progress.ts';
import { readRoots } from '../read-roots.ts';

export interface InspectArguments {
  readonly paths: readonly string[];
  readonly json: boolean;
  readonly samples: boolean;
}

/** `benchtrail inspect`: what was read and what became of it, for people or as the stable JSON contract. */
export function inspect(options: InspectArguments, progress: Progress): number {
  if (options.samples && !options.json) throw new UsageError('--samples belongs to --json.');
  const { snapshot } = readRoots(options.paths, progress);
  if (snapshot.files.length === 0) throw new UsageError(`There is no file in ${options.paths.join(', ')}.`);
  const pieces = options.json ? inspectJson(snapshot, options.paths, options.samples) : inspectText(snapshot);
  writePieces(pieces);
  return EXIT.fine;
}

const BUFFER = 1 << 16;

/** Writes in blocks, waiting for a slow reader instead of keeping everything. */
function writePieces(pieces: Iterable<string>): void {
  let pending = '';
  for (const piece of pieces) {
    pending += piece;
    if (pending.length < BUFFER) continue;
    writeAll(pending);
    pending = '';
  }
  writeAll(pending);
}

function writeAll(text: string): void {
  let bytes = Buffer.from(text);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(1, bytes));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      if (error.code === 'EPIPE') return;
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}
