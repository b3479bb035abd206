import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { isKnownMetric } from '../normalise/metrics.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { entryShape, readEntries } from './generic-entries.ts';
import { gridOfTable } from './generic-grid.ts';
import { knownColumns } from './generic-known.ts';
import { meaningOf } from './generic-meaning.ts';
import { readGrid } from './generic-read.ts';
import { isMetricName } from './generic-records.ts';
import { UNNAMED } from '../model/measure.ts';
import { mappingOf, type ReadMapping } from './mapping.ts';

const METRIC_HEADER = /^(?:metrics?|measures?|measurements?|metric[\s_-]?names?)$/i;

/** What columns without a header are called. */
const NUMBERED = /^\s*column \d+\s*$/i;

const UNIT_HEADER = /^(?:units?|uom)$/i;

/** Columns of minutes and seconds beside each other are a time of day or of a game. */
const MINUTES = /^min(?:utes?)?$/i;
const SECONDS = /^sec(?:onds?)?$/i;

/** Delimited tables of no known tool. */
export const genericCsv: Format = {
  id: 'generic-csv',
  title: 'Table with metrics',
  proof: 'Real tables of the reference corpus that people and their scripts wrote.',
  about:
    'Any CSV, TSV or semicolon table with a column that the metric vocabulary knows or that names its unit. Columns of names, parameters, labels, outcomes, errors and times are told by name and content; `mean_x`, `p95_x`, `std_x` become one summary of x; tables whose rows are metrics are read too. A mapping in the project file says what a column is where its name does not; without a header the columns are called `column 1`, `column 2` and so on.',
  recognise(head: FileHead): Recognition | null {
    const header = head.header;
    if (header === null || (head.fileType !== 'csv' && !isDelimitedText(head))) return null;
    const mappings = [...(head.mappings ?? []), ...knownColumns(header)];
    const numbered =
      header.length === 0 &&
      mappings.find((mapping) => isMetricMapping(mapping) && NUMBERED.test(mapping.column));
    if (numbered)
      return { score: 0.3, reason: `a table without a header whose ${numbered.column} is mapped` };
    const clock = header.some((name) => MINUTES.test(name.trim()));
    const known = header.find(
      (name) => isKnownColumn(name, mappings) && !(clock && SECONDS.test(name.trim())),
    );
    const certainty = head.fileType === 'csv' ? 0.3 : 0.2;
    if (known !== undefined)
      return { score: certainty, reason: `a table with the metric column “${known.trim()}”` };
    const rows = header.find((name) => METRIC_HEADER.test(name.trim()) || UNIT_HEADER.test(name.trim()));
    if (rows === undefined || header.length < 2) return null;
    return {
      score: certainty - 0.1,
      reason: `a table whose rows are told apart by the column “${rows.trim()}”`,
    };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const tables = yield* file.tables();
    for (const table of tables) {
      for (const found of table.problems) out.problem(found);
      const shape = entryShape(table);
      if (shape === null) {
        const context = { mappings: file.mappings, name: UNNAMED, parameters: {}, environment: {} };
        yield* readGrid(gridOfTable(table), context, out);
      } else {
        out.role = shape.form === 'transposed' ? 'summary' : 'samples';
        yield* readEntries(table, shape, out.run(), UNNAMED);
      }
    }
    return yield* out.finish(() => file.text());
  },
};

/** A text file whose first lines have equally many commas, semicolons or tabs. */
export function isDelimitedText(head: FileHead): boolean {
  if (head.fileType !== 'text') return false;
  const lines = head.text.split(/\r\n|\r|\n/, 6).filter((line) => line.trim() !== '');
  return [',', ';', '\t'].some((delimiter) => {
    const counts = lines.slice(0, 3).map((line) => line.split(delimiter).length - 1);
    return counts.length > 1 && (counts[0] ?? 0) > 0 && counts.every((count) => count === counts[0]);
  });
}

function isMetricMapping({ metric, unit, role }: ReadMapping): boolean {
  return metric !== undefined || unit !== undefined || role === 'metric';
}

function isKnownColumn(name: string, mappings: readonly ReadMapping[]): boolean {
  const mapping = mappingOf(mappings, name);
  if (mapping !== null && isMetricMapping(mapping)) return true;
  return mapping === null && name.trim() !== '' && isMetricName(name, null) && !isWeak(name);
}

/** A count of something, or a duration without a unit: many tables hold one that are no results. */
function isWeak(name: string): boolean {
  const { metric, unit } = meaningOf({ label: name, words: name, unit: null, statistic: null }, null);
  if (unit === 'count') return metric === 'count' || !isKnownMetric(metric);
  return unit === null && /^duration$/i.test(name.trim());
}
