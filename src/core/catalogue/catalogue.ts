import { runToEnd, sortSteps, type Steps } from '../model/steps.ts';
import { Projects } from '../project/projects.ts';
import type { FileRecord } from '../reading/read-file.ts';
import { Assembler, keyOf } from './assemble.ts';
import { keepSummaries } from './large-summaries.ts';
import { compareFiles, type Snapshot } from './snapshot.ts';
import { startTime } from './times.ts';

/** The index of everything that was read. Files are put and removed; readers get immutable snapshots. */
export class Catalogue {
  readonly #records = new Map<string, FileRecord>();
  readonly #assembler = new Assembler();
  #projects: Projects;
  #version: number;
  #snapshot: Snapshot | null = null;
  /** The keys in the order of files; null since a file came or went. */
  #order: readonly string[] | null = null;

  /** Without project files, everything is default. `version` is that of the empty catalogue. */
  constructor(projects: Projects = new Projects(), version = 0) {
    this.#projects = projects;
    this.#version = version;
  }

  /** Rises with each change that may show. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#records.size;
  }

  /** What is known of a file. */
  get(root: number, path: string): FileRecord | undefined {
    return this.#records.get(keyOf(root, path));
  }

  records(): IterableIterator<FileRecord> {
    return this.#records.values();
  }

  /**
   * Adds a file, or replaces what it said before. Of the same content a new time of change is kept; it raises the version only
   * where a run is dated by it.
   */
  put(record: FileRecord): void {
    const key = keyOf(record.root, record.path);
    const known = this.#records.get(key);
    if (known === undefined || !saysTheSame(known, record)) {
      keepSummaries(record.result, record.summaries);
      if (known === undefined) this.#order = null;
      this.#records.set(key, record);
      this.#changed();
    } else if (known.modifiedAt !== record.modifiedAt) {
      this.#records.set(key, { ...known, modifiedAt: record.modifiedAt });
      this.#snapshot = null;
    }
  }

  /** Forgets a file; an unknown one changes nothing. */
  remove(root: number, path: string): void {
    if (!this.#records.delete(keyOf(root, path))) return;
    this.#order = null;
    this.#changed();
  }

  /** Other rules for the same files. */
  setProjects(projects: Projects): void {
    this.#projects = projects;
    this.#changed();
  }

  /** What the catalogue holds now; the same object until something changes. */
  snapshot(): Snapshot {
    return runToEnd(this.assemble());
  }

  /** As `snapshot`, in steps. What is put or removed between two steps belongs to the next snapshot. */
  *assemble(): Steps<Snapshot> {
    if (this.#snapshot !== null) return this.#snapshot;
    const version = this.#version;
    const records = yield* this.#ordered();
    const snapshot = yield* this.#assembler.assemble(records, this.#projects, version);
    if (version === this.#version) this.#snapshot = snapshot;
    return snapshot;
  }

  /** Files change more often than they come and go: their order is kept. */
  *#ordered(): Steps<readonly FileRecord[]> {
    const order = this.#order;
    if (order !== null) return order.flatMap((key) => this.#records.get(key) ?? []);
    const records = [...this.#records.values()];
    const version = this.#version;
    const ordered = yield* sortSteps(records, compareFiles);
    if (version === this.#version) this.#order = ordered.map(({ root, path }) => keyOf(root, path));
    return ordered;
  }

  #changed(): void {
    this.#version++;
    this.#snapshot = null;
  }
}

function saysTheSame(known: FileRecord, record: FileRecord): boolean {
  return (
    known.hash === record.hash &&
    known.kind === record.kind &&
    known.reason === record.reason &&
    known.size === record.size &&
    known.mapped === record.mapped &&
    (known.modifiedAt === record.modifiedAt || !isDatedByChange(record))
  );
}

function isDatedByChange(record: FileRecord): boolean {
  return record.result?.runs.some((run) => startTime(run, record).startedAtFrom === 'mtime') ?? false;
}
