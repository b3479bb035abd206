import type { FileRow, FileRun, FileTable } from '../../core/dashboard/file-table.ts';
import type { Problem } from '../../core/model/problem.ts';
import { isCount, isText, listOf, maybe, oneOf, orNull, shape, type Guard } from '../guards.ts';

const isProblem: Guard<Problem> = shape<Problem>({
  line: orNull(isCount),
  column: orNull(isCount),
  pointer: orNull(isText),
  severity: oneOf('error', 'warning', 'info'),
  message: isText,
  code: maybe(oneOf('summary-disagrees')),
});

const isFileRow: Guard<FileRow> = shape<FileRow>({
  key: isText,
  root: isCount,
  path: isText,
  name: isText,
  format: orNull(isText),
  fileType: oneOf('csv', 'json', 'jsonl', 'markdown', 'text', 'xml', 'other'),
  role: oneOf('samples', 'summary', 'timeseries', 'document', 'other'),
  status: oneOf('used', 'duplicate', 'derived', 'failed', 'ignored'),
  reason: orNull(isText),
  of: orNull(isText),
  bytes: isCount,
  bytesText: isText,
  modifiedAt: orNull(isText),
  modifiedText: isText,
  encoding: orNull(isText),
  problems: listOf(isProblem),
  errors: isCount,
  warnings: isCount,
  runs: listOf(
    shape<FileRun>({
      id: isText,
      name: isText,
      series: isText,
      startedAt: orNull(isText),
      counted: isCount,
      notCounted: isCount,
      excludedBecause: orNull(isText),
    }),
  ),
  counted: isCount,
  notCounted: isCount,
  notCountedBecause: listOf(
    shape<FileRow['notCountedBecause'][number]>({ reason: isText, measures: isCount }),
  ),
  otherClaims: listOf(shape<FileRow['otherClaims'][number]>({ format: isText, reason: isText })),
});

export const isFileTable: Guard<FileTable> = shape<FileTable>({
  version: isCount,
  rows: listOf(isFileRow),
  byStatus: shape<FileTable['byStatus']>({
    used: isCount,
    duplicate: isCount,
    derived: isCount,
    failed: isCount,
    ignored: isCount,
  }),
  formats: listOf(isText),
});
