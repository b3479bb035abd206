import type { FileRecord } from '../../core/reading/read-file.ts';
import type { Log } from '../log.ts';

/** What was made of a file: one line where it reads well, its problems otherwise. */
export function logRecord(record: FileRecord, log: Log): void {
  const what = record.format === null ? record.kind : `${record.format} (${record.recognised ?? ''})`;
  const line = `${record.path}: ${what}${record.reason === null ? '' : `: ${record.reason}`}`;
  if (record.kind === 'refused') log.info(line);
  else log.debug(line);
  for (const { format, score, reason } of record.otherClaims)
    log.trace(`${record.path}: ${format} claimed it too (${String(score)}): ${reason}`);
  for (const { line: at, message } of record.problems)
    log.debug(`${record.path}${at === null ? '' : `:${String(at)}`}: ${message}`);
}
