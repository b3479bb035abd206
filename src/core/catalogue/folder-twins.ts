import type { Problem } from '../model/problem.ts';
import { groupSteps, type Steps } from '../model/steps.ts';
import type { FileRecord } from '../reading/read-file.ts';
import { derivations } from './derived.ts';
import { contentTwins, folderKey, type Twin } from './twins.ts';

/** What the files of folders say of each other. */
export interface FolderFacts {
  readonly twins: ReadonlyMap<FileRecord, Twin>;
  readonly problems: ReadonlyMap<FileRecord, readonly Problem[]>;
}

interface KnownFolder extends FolderFacts {
  readonly records: readonly FileRecord[];
}

/** Compares files with their neighbors, folder by folder. A folder of which no file has changed is not compared again. */
export class FolderTwins {
  #folders = new Map<string, KnownFolder>();

  /** Of records in order, without those that are copies byte by byte. */
  *of(records: readonly FileRecord[]): Steps<FolderFacts> {
    const folders = new Map<string, KnownFolder>();
    const twins = new Map<FileRecord, Twin>();
    const problems = new Map<FileRecord, readonly Problem[]>();
    for (const [key, group] of yield* groupSteps(records, folderKey)) {
      const before = this.#folders.get(key);
      const known = before !== undefined && isSame(before.records, group) ? before : yield* compared(group);
      folders.set(key, known);
      for (const [record, twin] of known.twins) twins.set(record, twin);
      for (const [record, found] of known.problems) problems.set(record, found);
    }
    this.#folders = folders;
    return { twins, problems };
  }
}

function isSame(before: readonly FileRecord[], now: readonly FileRecord[]): boolean {
  return before.length === now.length && before.every((record, index) => record === now[index]);
}

function* compared(records: readonly FileRecord[]): Steps<KnownFolder> {
  const derived = derivations(records);
  yield;
  const near = yield* contentTwins(records.filter((record) => !derived.twins.has(record)));
  return { records, twins: new Map([...near, ...derived.twins]), problems: derived.problems };
}
