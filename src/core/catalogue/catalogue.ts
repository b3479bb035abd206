import type { ProjectFile } from '../project/project-file.ts';
import type { FileRecord } from '../reading/read-file.ts';
import { assemble } from './assemble.ts';
import type { Snapshot } from './snapshot.ts';

/** The index of everything that was read. Files are put and removed; readers get immutable snapshots. */
export class Catalogue {
  readonly #records = new Map<string, FileRecord>();
  #project: ProjectFile;
  #version = 0;
  #snapshot: Snapshot | null = null;

  constructor(project: ProjectFile) {
    this.#project = project;
  }

  /** Rises with each change that may show. */
  get version(): number {
    return this.#version;
  }

  /** Adds a file, or replaces what it said before. The same content under the same name changes nothing. */
  put(record: FileRecord): void {
    const key = keyOf(record.root, record.path);
    const known = this.#records.get(key);
    if (known?.hash === record.hash && known.modifiedAt === record.modifiedAt) return;
    this.#records.set(key, record);
    this.#changed();
  }

  /** Forgets a file; an unknown one changes nothing. */
  remove(root: number, path: string): void {
    if (this.#records.delete(keyOf(root, path))) this.#changed();
  }

  /** Other rules for the same files. */
  setProject(project: ProjectFile): void {
    this.#project = project;
    this.#changed();
  }

  /** What the catalogue holds now; the same object until something changes. */
  snapshot(): Snapshot {
    this.#snapshot ??= assemble([...this.#records.values()], this.#project, this.#version);
    return this.#snapshot;
  }

  #changed(): void {
    this.#version++;
    this.#snapshot = null;
  }
}

function keyOf(root: number, path: string): string {
  return `${String(root)}:${path}`;
}
