import * as vscode from 'vscode';
import { fileIn, type Snapshot } from '../../core/catalogue/snapshot.ts';
import type { SourceFile } from '../../core/model/file.ts';
import { DEFAULT_PROJECT, type ProjectFile } from '../../core/project/project-file.ts';
import type { FileRules } from '../../core/project/projects.ts';
import { report } from '../errors.ts';
import type { ProjectProblems } from '../files/projects.ts';
import { DisposableStore } from '../lifecycle.ts';
import { inSlices } from '../slices.ts';
import type { Changes } from './burst.ts';
import { Coalescer } from './coalescer.ts';
import { LastSession } from './last-session.ts';
import { NewFolders } from './new-folders.ts';
import type { RecordCache } from './record-cache.ts';
import type { ReadingState, ResultCounts, ResultRoot, Results } from './results.ts';
import { rootFolders, type RootFolder } from './root-folders.ts';
import type { ReadingPorts } from './reading-ports.ts';
import { RootReading } from './root-reading.ts';
import { timer, Watching } from './watching.ts';
import { whyNotHere } from './why-not-here.ts';

/** What the results of a window are made with. */
export interface WorkspaceResultsOptions extends ReadingPorts {
  /** Undefined where nothing can be kept. */
  readonly openCache: () => Promise<RecordCache | undefined>;
  /** The folders to look into; those of the window where it is left out. */
  readonly folders?: () => readonly RootFolder[];
  readonly memory: vscode.Memento;
  readonly now: () => Date;
}

const IDLE: ReadingState = { phase: 'idle', done: 0, total: 0 };

/** While much is read, what is known by then is shown this often at most. */
const SHOW_EVERY_MS = 1500;
/** Listeners hear of progress this often at most. */
const TELL_EVERY_MS = 100;
/** What was read is kept for the next session once nothing has changed for this time. */
const KEEP_AFTER_MS = 5000;
const LOOK_ONCE_MORE_MS = 5000;
/** A window that comes to the front looks again at roots that send no events, after this time. */
const LOOK_AGAIN_MS = 60_000;

/** `all`: every file is looked at. */
type Job = 'all' | ReadonlySet<string>;

/** The results of all workspace folders and of the folders that the user added. */
export class WorkspaceResults implements Results {
  readonly #options: WorkspaceResultsOptions;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<Snapshot>());
  readonly #stateChanged = this.#store.add(new vscode.EventEmitter<ReadingState>());
  readonly #refreshes = new Coalescer<Job>((jobs) => this.#run(jobs));
  readonly #last: LastSession;
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeState = this.#stateChanged.event;
  #reading: RootReading;
  /** What the snapshot was made of; another one than `#reading` while other roots are looked into. */
  #readingShown: RootReading;
  #cache: RecordCache | undefined;
  #keeping: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #watching: Watching | undefined;
  readonly #newFolders = new NewFolders({
    ...timer,
    now: () => performance.now(),
    find: (folders) => this.#findIn(folders),
    read: (found) => this.#readFound(found),
  });
  #roots: readonly ResultRoot[] = [];
  #snapshot: Snapshot;
  #state: ReadingState = { phase: 'asleep', done: 0, total: 0 };
  #told = 0;
  #shown = 0;
  #scanned = 0;
  #awake: Promise<void> | undefined;
  #stop = new vscode.CancellationTokenSource();

  constructor(options: WorkspaceResultsOptions) {
    this.#options = options;
    this.#last = new LastSession(options.memory);
    this.#reading = new RootReading([], options, 0);
    this.#readingShown = this.#reading;
    this.#snapshot = this.#reading.catalogue.snapshot();
  }

  get roots(): readonly ResultRoot[] {
    return this.#roots;
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  get state(): ReadingState {
    return this.#state;
  }

  get lastCounts(): ResultCounts | undefined {
    return this.#last.counts;
  }

  get projectProblems(): readonly ProjectProblems[] {
    return this.#readingShown.rules.problems;
  }

  get project(): ProjectFile {
    return this.#roots.length === 0 ? DEFAULT_PROJECT : this.#readingShown.rules.projects.together();
  }

  wake(): Promise<void> {
    this.#awake ??= this.#wakeUp();
    return this.#awake;
  }

  async settled(): Promise<void> {
    if (this.#awake === undefined) return;
    await this.#awake;
    do {
      this.#watching?.flush();
      await this.#refreshes.settled();
    } while (this.#watching?.isOpen === true);
  }

  async refresh(): Promise<void> {
    if (this.#awake === undefined) return this.wake();
    await this.#request('all');
  }

  stop(): void {
    this.#stop.cancel();
    this.#stop = new vscode.CancellationTokenSource();
  }

  uriOf({ root, path }: Pick<SourceFile, 'root' | 'path'>): vscode.Uri {
    const base = this.#roots[root];
    if (base === undefined) throw new RangeError(`There is no root ${String(root)}.`);
    return vscode.Uri.joinPath(base.uri, path);
  }

  fileAt(uri: vscode.Uri): SourceFile | undefined {
    const place = this.#readingShown.rules.placeOf(uri);
    return place === undefined ? undefined : fileIn(this.#snapshot, place);
  }

  rulesOf({ root, path }: Pick<SourceFile, 'root' | 'path'>): FileRules {
    return this.#readingShown.rules.projects.of(root, path);
  }

  async whyNotHere(uri: vscode.Uri): Promise<string | undefined> {
    await this.settled();
    return this.fileAt(uri) === undefined ? whyNotHere(uri, this.#readingShown) : undefined;
  }

  /** Follows other folders or settings. */
  follow(): void {
    if (this.#awake !== undefined) void this.#request('all');
  }

  /** A window in front again: nothing may have told what happened meanwhile. */
  lookAgain(): void {
    const age = this.#options.now().getTime() - this.#scanned;
    if (this.#state.phase === 'idle' && this.#watching?.hearsAll === false && age > LOOK_AGAIN_MS)
      void this.#request('all');
  }

  /** Keeps what is known for the next session, now. */
  async keep(): Promise<void> {
    clearTimeout(this.#keeping);
    const { files, runs } = this.#snapshot;
    if (this.#state.phase === 'asleep') return;
    const own = runs.filter(({ file }) => file.status === 'used');
    await this.#last.keep({ files: files.length, runs: own.length }, this.#readingShown.rules.projectUris);
    await this.#cache?.save(this.#options.files.all(), this.#stop.token);
  }

  dispose(): void {
    clearTimeout(this.#keeping);
    clearTimeout(this.#again);
    this.#newFolders.clear();
    this.#stop.cancel();
    this.#watching?.dispose();
    this.#store.dispose();
  }

  async #wakeUp(): Promise<void> {
    this.#tell({ phase: 'listing', done: 0, total: 0 });
    const { files } = this.#options;
    const { token } = this.#stop;
    this.#use(this.#folders());
    try {
      this.#cache = await this.#options.openCache();
      await this.#cache?.load((known) => {
        files.remember(known);
      }, token);
      await this.#reading.assume(this.#last.projects);
      await this.#show(token);
    } catch (error) {
      if (!(error instanceof vscode.CancellationError))
        this.#options.log.warn(`The state of the last session cannot be shown: ${String(error)}`);
    }
    await this.#request('all');
    // Watchers take a while to begin, and tell nothing of what happened before: one more look finds it.
    this.#again = setTimeout(() => void this.#request('all'), LOOK_ONCE_MORE_MS);
  }

  /** Never rejects: what goes wrong is told. */
  async #request(job: Job): Promise<void> {
    try {
      await this.#refreshes.request(job);
    } catch (error) {
      report(error, vscode.l10n.t('Reading results'), this.#options.log);
    }
  }

  async #run(jobs: readonly Job[]): Promise<void> {
    const { token } = this.#stop;
    const roots = this.#folders();
    const isMoved = !isSame(roots, this.#reading.roots);
    try {
      if (isMoved) {
        const { projectUris } = this.#reading.rules;
        this.#use(roots);
        await this.#reading.assume(projectUris);
      }
      const uris =
        jobs.includes('all') || isMoved ? null : jobs.flatMap((job) => (job === 'all' ? [] : [...job]));
      const progress = { listing: () => undefined, reading: this.#progress(token) };
      if (uris === null || !(await this.#reading.update(uris, progress, token))) {
        this.#tell({ phase: 'listing', done: 0, total: 0 });
        // The rules may be others now; what has been read stays known.
        if (uris === null && !isMoved) this.#reading.rules.renew();
        await this.#reading.scan(progress, token);
        this.#scanned = this.#options.now().getTime();
      }
      const isOther = await this.#show(token);
      for (const folder of this.#reading.takeNewFolders()) this.#newFolders.add(folder);
      const again = this.#reading.takeAgain();
      if (again.length > 0) void this.#request(new Set(again));
      if (isOther || this.#keeping === undefined) this.#keepSoon();
    } finally {
      if (this.#state.phase !== 'asleep') this.#tell(IDLE);
    }
  }

  #keepSoon(): void {
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => {
      this.keep().catch((error: unknown) => {
        this.#options.log.warn(`The cache of results cannot be written: ${String(error)}`);
      });
    }, KEEP_AFTER_MS);
  }

  async #findIn(folders: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    try {
      for (const folder of folders)
        for (const uri of await this.#reading.differing(vscode.Uri.parse(folder), this.#stop.token))
          found.add(uri);
    } catch (error) {
      if (!(error instanceof vscode.CancellationError))
        this.#options.log.warn(`New folders cannot be looked into: ${String(error)}`);
    }
    return found;
  }

  async #readFound(found: ReadonlySet<string>): Promise<boolean> {
    const { version } = this.#snapshot;
    await this.#request(found);
    return this.#snapshot.version !== version;
  }

  #folders(): readonly RootFolder[] {
    return this.#options.folders?.() ?? rootFolders();
  }

  /** Looks into these roots from now on. What is shown stays until they have been looked into. */
  #use(roots: readonly RootFolder[]): void {
    const { version } = this.#reading.catalogue;
    this.#reading = new RootReading(roots, this.#options, version + 1);
    this.#watching?.dispose();
    this.#newFolders.clear();
    this.#watching = new Watching(roots, (changes: Changes) => {
      void this.#request(changes.tooMany ? 'all' : changes.uris);
    });
  }

  #progress(token: vscode.CancellationToken): (done: number, total: number) => Promise<void> | void {
    return (done, total) => {
      const now = performance.now();
      if (now - this.#told < TELL_EVERY_MS || done === total) return;
      this.#tell({ phase: 'reading', done, total });
      if (now - this.#shown < SHOW_EVERY_MS) return;
      this.#shown = Infinity;
      return this.#show(token).then(() => undefined);
    };
  }

  /** True where something else is shown now. */
  async #show(token: vscode.CancellationToken): Promise<boolean> {
    const started = performance.now();
    const reading = this.#reading;
    const snapshot = await inSlices(reading.catalogue.assemble(), token);
    const isOther = snapshot.version !== this.#snapshot.version || reading !== this.#readingShown;
    this.#roots = reading.roots.map(({ uri, name }, root) => ({
      uri,
      name,
      project: reading.rules.projects.atRoot(root),
    }));
    this.#snapshot = snapshot;
    this.#readingShown = reading;
    const ended = performance.now();
    // Large folders are shown less often: showing must not take most of the time.
    this.#shown = ended + 9 * (ended - started);
    if (isOther) this.#changed.fire(snapshot);
    return isOther;
  }

  #tell(state: ReadingState): void {
    this.#told = performance.now();
    if (state.phase === 'idle' && this.#state.phase === 'idle') return;
    this.#state = state;
    this.#stateChanged.fire(state);
  }
}

function isSame(a: readonly RootFolder[], b: readonly RootFolder[]): boolean {
  const text = (roots: readonly RootFolder[]): string =>
    JSON.stringify(roots.map(({ uri, name, added }) => [uri.toString(), name, added]));
  return text(a) === text(b);
}
