import * as vscode from 'vscode';
import { keyOf } from '../../core/catalogue/assemble.ts';
import { Catalogue } from '../../core/catalogue/catalogue.ts';
import { appears, type Nomination } from '../../core/discovery/nominate.ts';
import { Projects } from '../../core/project/projects.ts';
import { PROJECT_FILE_NAME } from '../../core/project/read-project.ts';
import { isWanted, mappingsFor } from '../../core/project/selection.ts';
import type { Steps } from '../../core/model/steps.ts';
import { folderOf, nameOf } from '../../core/reading/file-type.ts';
import { unreadRecord, type FileRecord } from '../../core/reading/read-file.ts';
import { inLanes } from '../files/lanes.ts';
import { placed } from '../files/result-files.ts';
import { logRecord } from '../files/log-record.ts';
import { projectPathsOf, projectsOf, type ProjectProblems } from '../files/projects.ts';
import { filesBelow, type FoundUri } from '../files/walk.ts';
import { inSlices } from '../slices.ts';
import { isBelowAny } from './below.ts';
import { dependentsOf } from './dependents.ts';
import { differing, type KnownFiles } from './differing.ts';
import { Discovery } from './discovery.ts';
import type { ReadingPorts, ReadingProgress } from './reading-ports.ts';
import { isWithin, pathWithin, type RootFolder } from './root-folders.ts';
import { YoungFolders } from './young-folders.ts';

/** A file or folder of a root. */
export type FilePlace = Pick<FileRecord, 'root' | 'path'>;

/** A file of a root that is to be looked into. */
interface Candidate extends FoundUri {
  readonly root: number;
  readonly nomination: Nomination;
}

/** So many files are held against the rules in one step. */
const STEP_FILES = 64;

const NOT_LISTED = 'This folder cannot be listed; you may have no permission, or it is not there.';

/** Keeps a catalogue equal to what lies below some roots. One call at a time. */
export class RootReading {
  readonly roots: readonly RootFolder[];
  readonly catalogue: Catalogue;
  readonly #ports: ReadingPorts;
  #discoveries: readonly Discovery[];
  #projects = new Projects();
  #problems: readonly ProjectProblems[] = [];
  /** Project files in the roots, as URIs. */
  #projectUris = new Set<string>();
  /** Files that were looked into and do not appear, by root and path. */
  readonly #hidden = new Map<string, FileRecord>();
  /** Folders that appear because they cannot be listed. */
  readonly #notListed = new Map<string, FilePlace>();
  /** Files that were written to while they were read, by URI. */
  readonly #again = new Set<string>();
  /** Folders that were made while they were watched, by URI. */
  readonly #newFolders = new Set<string>();
  readonly #young = new YoungFolders();

  constructor(roots: readonly RootFolder[], ports: ReadingPorts, version: number) {
    this.roots = roots;
    this.catalogue = new Catalogue(this.#projects, version);
    this.#ports = ports;
    this.#discoveries = roots.map((root) => new Discovery(root, roots));
  }

  get projects(): Projects {
    return this.#projects;
  }

  get problems(): readonly ProjectProblems[] {
    return this.#problems;
  }

  get projectUris(): readonly string[] {
    return [...this.#projectUris];
  }

  /** What became of a file that does not appear although it was looked into. */
  hidden({ root, path }: FilePlace): FileRecord | undefined {
    return this.#hidden.get(keyOf(root, path));
  }

  /** What keeps a file from being looked into; null: nothing does. */
  ruleAgainst({ root, path }: FilePlace): 'project' | 'excluded' | 'name' | null {
    if (this.#nomination(root, path) !== 'no') return null;
    if (!isWanted(this.#projects.of(root, path))) return 'project';
    return this.#discoveries[root]?.skips(path) === true ? 'excluded' : 'name';
  }

  /** Takes the settings as they are now. */
  renew(): void {
    this.#discoveries = this.roots.map((root) => new Discovery(root, this.roots));
  }

  /** Files that must be looked at once more; they are told once. */
  takeAgain(): string[] {
    const again = [...this.#again];
    this.#again.clear();
    return again;
  }

  /** Folders that were made after the window began to watch; they are told once. */
  takeNewFolders(): string[] {
    const made = [...this.#newFolders];
    this.#newFolders.clear();
    return made;
  }

  /** The place of a URI below the roots; the innermost root wins. Undefined outside, and where nothing is looked into. */
  placeOf(uri: vscode.Uri): FilePlace | undefined {
    let best: FilePlace | undefined;
    this.roots.forEach((folder, root) => {
      if (!isWithin(uri, folder.uri)) return;
      const path = pathWithin(uri, folder.uri);
      if (best === undefined || path.length < best.path.length) best = { root, path };
    });
    return best === undefined || this.#discoveries[best.root]?.isHidden(best.path) === true
      ? undefined
      : best;
  }

  /** Takes what is remembered as if it were so, without looking; a scan must follow. */
  async assume(projectUris: readonly string[]): Promise<void> {
    this.#projectUris = new Set(projectUris);
    await this.#readProjects();
    for (const { uri, record } of this.#ports.files.all()) {
      const place = this.placeOf(vscode.Uri.parse(uri));
      const nomination = place === undefined ? 'no' : this.#nomination(place.root, place.path);
      if (place !== undefined && nomination !== 'no' && appears(record, nomination))
        this.catalogue.put(placed(record, place));
    }
  }

  /** Looks at every file below the roots, and reads those that changed. */
  async scan(progress: ReadingProgress, token: vscode.CancellationToken): Promise<void> {
    progress.listing();
    const listings = await Promise.all(this.roots.map((_, root) => this.#list(root, '', token)));
    this.#projectUris = new Set(
      listings.flatMap((listing, root) =>
        projectPathsOf(listing.map(({ path }) => path)).map((path) => this.#uri(root, path).toString()),
      ),
    );
    await this.#readProjects();
    const nominated: Candidate[][] = [];
    for (const [root, listing] of listings.entries())
      nominated.push(await inSlices(this.#candidates(listing, root), token));
    const candidates = nominated.flat();
    const kept = new Set(candidates.map(({ root, path }) => keyOf(root, path)));
    for (const { root, path } of [...this.catalogue.records(), ...this.#hidden.values()]) {
      const key = keyOf(root, path);
      if (!kept.has(key) && !this.#notListed.has(key)) this.#remove(root, path);
    }
    const folders = new Map(
      candidates.map(({ root, path }) => [keyOf(root, folderOf(path)), { root, path }]),
    );
    const uris = [...folders.values()].map(({ root, path }) => this.#uri(root, folderOf(path)).toString());
    const young = await this.#young.among(uris, this.#ports.files.lanes, token);
    for (const folder of young) this.#newFolders.add(folder);
    await this.#read(candidates, progress, token);
  }

  /** What of a folder has to be looked at: the files that differ where the disk tells that at once, else the folder itself. */
  async differing(folder: vscode.Uri, token: vscode.CancellationToken): Promise<ReadonlySet<string>> {
    const stats = await this.#ports.statsBelow?.(folder);
    if (stats === undefined) return new Set([folder.toString()]);
    const known: KnownFiles = {
      known: (uri) => this.#ports.files.known(uri),
      isWanted: (uri) => {
        const place = this.placeOf(uri);
        if (place === undefined) return false;
        if (nameOf(place.path) === PROJECT_FILE_NAME) return !this.#projectUris.has(uri.toString());
        return this.#nomination(place.root, place.path) !== 'no';
      },
      below: (uri) => {
        const place = this.placeOf(uri);
        return place === undefined ? [] : this.#knownBelow(place).map((one) => this.#uri(one.root, one.path));
      },
    };
    return inSlices(differing(folder, stats, known), token);
  }

  /** Looks at what events named. Gives false where that is not enough and everything must be looked at. */
  async update(
    uris: readonly string[],
    progress: ReadingProgress,
    token: vscode.CancellationToken,
  ): Promise<boolean> {
    const candidates = new Map<string, Candidate>();
    const gone = new Set<string>();
    for (const text of uris) {
      const uri = vscode.Uri.parse(text);
      const place = this.placeOf(uri);
      if (place === undefined) continue;
      if (nameOf(place.path) === PROJECT_FILE_NAME) return false;
      const type = await typeOf(uri);
      if (type === undefined) {
        gone.add(keyOf(place.root, place.path));
        if (this.#hasProjectBelow(uri)) return false;
        continue;
      }
      const isFolder = (type & vscode.FileType.Directory) !== 0;
      const found = isFolder ? await this.#list(place.root, place.path, token) : [{ uri, path: place.path }];
      if (isFolder && (await this.#hasOtherProjects(place, found))) return false;
      const inside = await inSlices(this.#candidates(found, place.root), token);
      for (const candidate of inside) candidates.set(candidate.uri.toString(), candidate);
      if (!isFolder) continue;
      this.#newFolders.add(uri.toString());
      for (const key of this.#missing(place, inside)) gone.add(key);
    }
    this.#removeBelow(gone);
    await this.#read([...candidates.values()], progress, token);
    return true;
  }

  /** True where the rules below a folder are others than before. */
  async #hasOtherProjects({ root, path }: FilePlace, found: readonly FoundUri[]): Promise<boolean> {
    const there = projectPathsOf(found.map((file) => file.path)).map((file) =>
      this.#uri(root, file).toString(),
    );
    const folder = this.#uri(root, path);
    const known = [...this.#projectUris].filter((text) => isWithin(vscode.Uri.parse(text), folder));
    if (there.length !== known.length || there.some((text) => !this.#projectUris.has(text))) return true;
    if (there.length === 0) return false;
    const before = this.#projects;
    await this.#readProjects();
    return this.#projects !== before;
  }

  /** What was known below a folder and is not there any more. */
  #missing({ root, path }: FilePlace, inside: readonly Candidate[]): string[] {
    const there = new Set(inside.map((one) => keyOf(one.root, one.path)));
    return this.#knownBelow({ root, path })
      .map((record) => keyOf(record.root, record.path))
      .filter((key) => !there.has(key));
  }

  #knownBelow({ root, path }: FilePlace): FileRecord[] {
    const folder = new Set([keyOf(root, path)]);
    return [...this.catalogue.records(), ...this.#hidden.values()].filter(
      (record) =>
        isBelowAny(record.root, record.path, folder) && !this.#notListed.has(keyOf(record.root, record.path)),
    );
  }

  #nomination(root: number, path: string): Nomination {
    return this.#discoveries[root]?.nomination(path, this.#projects, root) ?? 'no';
  }

  *#candidates(found: readonly FoundUri[], root: number): Steps<Candidate[]> {
    const candidates: Candidate[] = [];
    for (const [index, file] of found.entries()) {
      if (index % STEP_FILES === 0) yield;
      const nomination = this.#nomination(root, file.path);
      if (nomination !== 'no') candidates.push({ ...file, root, nomination });
    }
    return candidates;
  }

  /** Files below a folder of a root, with paths relative to the root. What cannot be listed appears as failed. */
  async #list(root: number, folder: string, token: vscode.CancellationToken): Promise<FoundUri[]> {
    const { log, realPath } = this.#ports;
    const prefix = folder === '' ? '' : `${folder}/`;
    const failed = new Set<string>();
    const found = await filesBelow(this.#uri(root, folder), token, {
      skips: (path) => this.#discoveries[root]?.skips(prefix + path) ?? false,
      realPath,
      looped: (path) => {
        log.info(`${prefix}${path}: the link leads to a folder that is read by its own name.`);
      },
      unreadable: (path, error) => {
        const place = { root, path: path === '' ? folder : prefix + path };
        failed.add(place.path);
        log.warn(`${this.#uri(root, place.path).toString()}: ${String(error)}`);
        this.#notListed.set(keyOf(root, place.path), place);
        this.catalogue.put(unreadRecord({ ...place, size: 0, modifiedAt: null }, NOT_LISTED));
      },
    });
    for (const [key, place] of this.#notListed) {
      if (place.root !== root || !place.path.startsWith(prefix) || failed.has(place.path)) continue;
      this.#notListed.delete(key);
      this.catalogue.remove(root, place.path);
    }
    return found.map(({ uri, path }) => ({ uri, path: prefix + path }));
  }

  async #readProjects(): Promise<void> {
    const roots = this.roots.map(({ uri }, root) => ({
      folder: uri,
      projectPaths: [...this.#projectUris]
        .map((text) => vscode.Uri.parse(text))
        .filter((project) => this.placeOf(project)?.root === root)
        .map((project) => pathWithin(project, uri)),
    }));
    const found = await projectsOf(roots);
    this.#problems = found.problems;
    if (found.projects.equals(this.#projects)) return;
    this.#projects = found.projects;
    for (const { uri, problems } of found.problems)
      for (const { message } of problems) this.#ports.log.warn(`${uri.path}: ${message}`);
    this.catalogue.setProjects(found.projects);
  }

  async #read(
    candidates: readonly Candidate[],
    progress: ReadingProgress,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const changed = new Set<string>();
    const read = async (candidate: Candidate): Promise<void> => {
      if (await this.#readOne(candidate, token)) changed.add(keyOf(candidate.root, candidate.path));
    };
    const { lanes } = this.#ports.files;
    const told = (done: number, total: number): Promise<void> | void => progress.reading(done, total);
    await inLanes(candidates, { lanes, token, work: read, told });
    const dependents = dependentsOf(changed, this.catalogue.records());
    for (const { root, path } of dependents) this.#ports.files.forget(this.#uri(root, path));
    const beside = dependents.map(({ root, path }) => ({
      uri: this.#uri(root, path),
      path,
      root,
      nomination: this.#nomination(root, path),
    }));
    await inLanes(beside, { lanes, token, work: read, told: () => undefined });
  }

  /** True where the file says something else than before. */
  async #readOne(candidate: Candidate, token: vscode.CancellationToken): Promise<boolean> {
    const { uri, root, path, nomination } = candidate;
    const { files, log } = this.#ports;
    const before = this.catalogue.get(root, path) ?? this.#hidden.get(keyOf(root, path));
    const { record, again } = await files.read(
      {
        uri,
        folder: this.#uri(root, ''),
        root,
        path,
        mappings: mappingsFor(this.#projects.of(root, path)),
        onlyIfClaimed: nomination !== 'added',
      },
      token,
    );
    if (again) {
      log.info(`${path}: it was written to while it was read, and is looked at once more.`);
      this.#again.add(uri.toString());
    }
    if (record === null) {
      this.#remove(root, path);
    } else if (appears(record, nomination)) {
      this.#hidden.delete(keyOf(root, path));
      this.catalogue.put(record);
    } else {
      this.catalogue.remove(root, path);
      this.#hidden.set(keyOf(root, path), record);
    }
    const isChanged = record?.hash !== before?.hash || record?.reason !== before?.reason;
    if (isChanged && record !== null) logRecord(record, log);
    return isChanged;
  }

  #remove(root: number, path: string): void {
    this.catalogue.remove(root, path);
    this.#hidden.delete(keyOf(root, path));
    this.#ports.files.forget(this.#uri(root, path));
  }

  /** An event may name a folder that is gone with all that lay below it. */
  #removeBelow(gone: ReadonlySet<string>): void {
    if (gone.size === 0) return;
    const changed = new Set<string>();
    for (const { root, path } of [...this.catalogue.records(), ...this.#hidden.values()]) {
      if (!isBelowAny(root, path, gone)) continue;
      this.#remove(root, path);
      this.#notListed.delete(keyOf(root, path));
      changed.add(keyOf(root, path));
    }
    for (const { root, path } of dependentsOf(changed, this.catalogue.records()))
      this.#again.add(this.#forgotten(root, path));
  }

  #forgotten(root: number, path: string): string {
    const uri = this.#uri(root, path);
    this.#ports.files.forget(uri);
    return uri.toString();
  }

  #hasProjectBelow(uri: vscode.Uri): boolean {
    return [...this.#projectUris].some((text) => isWithin(vscode.Uri.parse(text), uri));
  }

  #uri(root: number, path: string): vscode.Uri {
    const folder = this.roots[root];
    if (folder === undefined) throw new RangeError(`There is no root ${String(root)}.`);
    return path === '' ? folder.uri : vscode.Uri.joinPath(folder.uri, path);
  }
}

async function typeOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type;
  } catch {
    return undefined;
  }
}
