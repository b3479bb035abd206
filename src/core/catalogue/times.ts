import type { FileRun, Stamp, Zone } from '../model/run.ts';
import { stampFromName } from '../normalise/timestamps.ts';
import type { FileRecord } from '../reading/read-file.ts';
import { folderOf, nameOf, stemOf } from '../reading/file-type.ts';
import type { TimeOrigin } from './snapshot.ts';

/** When a run started, and how that is known. */
export interface StartTime {
  readonly startedAt: string | null;
  readonly startedAtFrom: TimeOrigin | null;
  readonly zone: Zone;
}

/** A field of the file, else a stamp in its name or the name of a folder above it, else the time of its last change. */
export function startTime(run: FileRun, record: FileRecord): StartTime {
  if (run.startedAt !== null) return from(run.startedAt, 'field');
  const named = nameStamp(record.path);
  if (named !== null) return from(named, 'name');
  if (record.modifiedAt === null) return { startedAt: null, startedAtFrom: null, zone: 'unknown' };
  return { startedAt: record.modifiedAt, startedAtFrom: 'mtime', zone: 'utc' };
}

function from(stamp: Stamp, origin: TimeOrigin): StartTime {
  return { startedAt: stamp.iso, startedAtFrom: origin, zone: stamp.zone };
}

function nameStamp(path: string): Stamp | null {
  const own = stampFromName(stemOf(path));
  if (own !== null) return own.stamp;
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
    const found = stampFromName(nameOf(folder));
    if (found !== null) return found.stamp;
  }
  return null;
}
