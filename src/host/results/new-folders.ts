import type { Timer } from './burst.ts';

/** The first look comes after this time; each look that finds nothing doubles it. */
const FIRST_MS = 500;
const MOST_MS = 8000;
/** Looking in vain must not take more than this part of the time. */
const SHARE = 1 / 20;

export interface NewFoldersPorts extends Timer {
  /** Milliseconds, rising. */
  now(): number;
  /** What below these folders has to be read, as far as that can be told without reading. Never rejects. */
  find(folders: ReadonlySet<string>): Promise<ReadonlySet<string>>;
  /** Reads what was found; true where something had changed. Never rejects. */
  read(found: ReadonlySet<string>): Promise<boolean>;
}

/**
 * Folders that were made while they were watched. On Linux the watchers of editors begin at a new folder after they heard of
 * it: what was made inside by then (`mkdir -p a/b/c`) is never watched, and a benchmark that writes there is never heard. So
 * these folders are looked at by the clock, often while they change, rarely while they do not.
 */
export class NewFolders {
  readonly #ports: NewFoldersPorts;
  readonly #folders = new Set<string>();
  #wait = FIRST_MS;
  #stop: (() => void) | undefined;
  #isLooking = false;

  constructor(ports: NewFoldersPorts) {
    this.#ports = ports;
  }

  /** Adds a folder by its URI without a slash at the end; one inside another one is looked at with that. */
  add(folder: string): void {
    for (const other of this.#folders) if (isWithin(folder, other)) return;
    for (const other of this.#folders) if (isWithin(other, folder)) this.#folders.delete(other);
    this.#folders.add(folder);
    this.#wait = FIRST_MS;
    this.#schedule();
  }

  clear(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#folders.clear();
  }

  #schedule(): void {
    if (this.#isLooking) return;
    this.#stop?.();
    this.#stop = this.#ports.after(this.#wait, () => void this.#look());
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    const started = this.#ports.now();
    const wait = this.#wait;
    const found = await this.#ports.find(new Set(this.#folders));
    const finding = this.#ports.now() - started;
    const hasChanged = found.size > 0 && (await this.#ports.read(found));
    const cost = hasChanged ? finding : this.#ports.now() - started;
    this.#isLooking = false;
    // A folder that was added meanwhile has set the time anew.
    if (this.#wait === wait) this.#wait = hasChanged ? FIRST_MS : Math.min(2 * wait, MOST_MS);
    this.#wait = Math.max(this.#wait, cost / SHARE);
    if (this.#folders.size > 0) this.#schedule();
  }
}

function isWithin(uri: string, folder: string): boolean {
  return uri === folder || uri.startsWith(`${folder}/`);
}
