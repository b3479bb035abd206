import { code, type Code } from '../report/inline.ts';
import { bagText, categoryName } from './names.ts';
import type { Row } from './rows.ts';

/** What a row is about, over the whole folder: its category, and the model or tag where it says one. */
export function subjectCode(row: Row): Code {
  const model = row.parameters.model ?? row.parameters.tag;
  const category = categoryName(row.run.category);
  if (model === undefined) {
    const parameters = bagText(row.entries[0]?.benchmark.parameters ?? {});
    return code(parameters === null || row.entries.length > 1 ? category : `${category} · ${parameters}`);
  }
  return code(`${category} · ${String(model)}`);
}
