import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/core/catalogue/snapshot.ts';
import { formatQuantity } from '../../../src/core/format/quantity.ts';
import { Baselines, chosenBaseline } from '../../../src/core/insight/baseline.ts';
import { hoverCard } from '../../../src/core/insight/hover-card.ts';
import { syntaxOf } from '../../../src/core/insight/line-tokens.ts';
import { placeIndexOf, type PlaceIndex } from '../../../src/core/insight/place-index.ts';
import type { DescriptionContext } from '../../../src/core/insight/tooltip.ts';
import { whatStands } from '../../../src/core/insight/what-stands.ts';
import type { SourceFile } from '../../../src/core/model/file.ts';
import type { Place } from '../../../src/core/model/place.ts';
import { sniffTable } from '../../../src/core/text/csv.ts';
import { decodeBytes } from '../../../src/core/text/decode.ts';
import { nodeDecoder } from '../../../src/cli/decoder.ts';
import { corpusFolder, loadFolder, readFiles } from '../../support/read-folder.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');

/** So many samples of one measure are looked at. */
const MOST = 50;

/** Places of a file at which pointing does not give what was read there; or a hover says another value. */
function unanswered(
  index: PlaceIndex,
  file: SourceFile,
  bytes: Uint8Array,
  context: DescriptionContext,
): string[] {
  const decoded = decodeBytes(bytes, nodeDecoder);
  if (decoded.kind === 'binary') return [];
  const lines = new TextDecoder().decode(decoded.bytes).split(/\r\n|\r|\n/);
  const syntax = syntaxOf(
    file.fileType,
    sniffTable(decoded.bytes.subarray(0, 65_536), nodeDecoder)?.delimiter ?? null,
  );
  const wrong: string[] = [];
  const ask = (line: number, column: number, what: string, holds: (found: string) => boolean): void => {
    const found = whatStands(index, { number: line, text: lines[line - 1] ?? '' }, column, syntax);
    const answers =
      found?.kind === 'number'
        ? found.standings.map(
            (one) =>
              `${one.entry.benchmark.name}|${one.entry.measure.label}|${one.kind === 'sample' ? one.index : 's'}`,
          )
        : [];
    if (!answers.some(holds))
      wrong.push(`${file.path}:${line}:${column} ${what}: ${found?.kind ?? 'nothing'}`);
  };
  const askValue = ({ line, column }: Place, shown: string): void => {
    const text = lines[line - 1] ?? '';
    const found = whatStands(index, { number: line, text }, column, syntax);
    const value = found === null ? null : hoverCard(found, text, context).value;
    if (value?.includes(shown) !== true)
      wrong.push(`${file.path}:${line}:${column} ${shown}: ${value ?? 'no value'}`);
  };
  for (const { benchmark, measure, counted } of index.entries) {
    const id = `${benchmark.name}|${measure.label}`;
    const { samples } = measure;
    const step = Math.max(1, Math.floor((samples?.values.length ?? 0) / MOST));
    for (let i = 0; samples !== null && i < samples.values.length; i += step)
      if (Number.isFinite(samples.values[i])) {
        const place = { line: samples.lines[i]!, column: samples.columns[i]! };
        ask(place.line, place.column, id, (found) => found === `${id}|${i}`);
        if (counted && (samples.outcomes?.[i] ?? 0) === 0)
          askValue(place, formatQuantity(samples.values[i]!, measure.unit).text);
      }
    for (const [name, place] of Object.entries(measure.reportedPlaces))
      ask(place.line, place.column, `${id} ${name}`, (found) => found === `${id}|s`);
    if (samples === null && measure.outcome === 'ok')
      ask(measure.place.line, measure.place.column, id, (found) => found === `${id}|s`);
  }
  return wrong;
}

function unansweredIn(snapshot: Snapshot, files: Readonly<Record<string, Uint8Array>>): string[] {
  const baselines = new Baselines(snapshot, () => chosenBaseline(null, null));
  const context = { baselines, noiseFloor: 0.01, now: Date.UTC(2026, 0, 1) };
  return snapshot.files.flatMap((file) =>
    unanswered(placeIndexOf(snapshot, file), file, files[file.path]!, context),
  );
}

describe('every place that a reader gives', () => {
  for (const format of readdirSync(FIXTURES).sort()) {
    it(`is answered in the fixtures of ${format}`, () => {
      const files = loadFolder(join(FIXTURES, format));
      expect(unansweredIn(readFiles(files), files)).toEqual([]);
    });
  }

  const corpus = corpusFolder('chimeraforge');
  it.skipIf(corpus === null || !existsSync(corpus))('is answered in a real folder of mixed results', () => {
    const files = loadFolder(corpus!);
    const snapshot = readFiles(files);
    expect(snapshot.measures.length).toBeGreaterThan(1000);
    expect(unansweredIn(snapshot, files)).toEqual([]);
  });
});
