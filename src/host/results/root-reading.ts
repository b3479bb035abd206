import * as vscode from 'vscode';
import { keyOf } from '../../core/catalogue/assemble.ts';
import { Catalogue } from '../../core/catalogue/catalogue.ts';
import { appears } from '../../core/discovery/nominate.ts';
import { PROJECT_FILE_NAME } from '../../core/project/project-file.ts';
import { mappingsFor } from '../../core/project/selection.ts';
import { folderOf, nameOf } from '../../core/reading/file-type.ts';
import { unreadRecord, type FileRecord } from '../../core/reading/read-file.ts';
import { inLanes } from '../files/lanes.ts';
import { MANY, placed } from '../files/result-files.ts';
import { logRecord } from '../files/log-record.ts';
import { filesBelow, type FoundUri } from '../files/walk.ts';
import { inSlices } from '../slices.ts';
import { isBelowAny } from './below.ts';
import { dependentsOf } from './dependents.ts';
import { differing, type KnownFiles } from './differing.ts';
import type { ReadingPorts, ReadingProgress } from './reading-ports.ts';
import type { RootFolder } from './root-folders.ts';
import { RootRules, type Candidate, type FilePlace } from './root-rules.ts';
import { YoungFolders } from './young-folders.ts';

const NOT_LISTED = 'This folder cannot be listed; you may have no permission, or it is not there.';

/** Keeps a catalogue equal to what lies below some roots. One call at a time. */
export class RootReading {
  readonly roots: readonly RootFolder[];
  readonly rules: RootRules;
  readonly catalogue: Catalogue;
  readonly #ports: ReadingPorts;
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
    this.rules = new RootRules(roots);
    this.catalogue = new Catalogue(this.rules.projects, version);
    this.#ports = ports;
  }

  /** What became of a file that does not appear although it was looked into. */
  hidden({ root, path }: FilePlace): FileRecord | undefined {
    return this.#hidden.get(keyOf(root, path));
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

  /** Takes what is remembered as if it were so, without looking; a scan must follow. */
  async assume(projectUris: readonly string[]): Promise<void> {
    await this.#readProjects(projectUris);
    for (const { uri, record } of this.#ports.files.all()) {
      const place = this.rules.placeOf(vscode.Uri.parse(uri));
      const nomination = place === undefined ? 'no' : this.rules.nomination(place);
      if (place !== undefined && nomination !== 'no' && appears(record, nomination))
        this.catalogue.put(placed(record, place));
    }
  }

  /** Looks at every file below the roots, and reads those that changed. */
  async scan(progress: ReadingProgress, token: vscode.CancellationToken): Promise<void> {
    const { rules } = this;
    progress.listing();
    const listings = await Promise.all(this.roots.map((_, root) => this.#list({ root, path: '' }, token)));
    await this.#readProjects(listings.flatMap((listing, root) => rules.projectsAmong(listing, root)));
    const nominated: Candidate[][] = [];
    for (const [root, listing] of listings.entries())
      nominated.push(await inSlices(rules.candidates(listing, root), token));
    const candidates = nominated.flat();
    const kept = new Set(candidates.map(({ root, path }) => keyOf(root, path)));
    for (const place of this.#all()) {
      const key = keyOf(place.root, place.path);
      if (!kept.has(key) && !this.#notListed.has(key)) this.#remove(place);
    }
    await this.#findYoung(candidates, token);
    await this.#read(candidates, progress, token);
  }

  /** What of a folder has to be looked at: the files that differ where the disk tells that at once, else the folder itself. */
  async differing(folder: vscode.Uri, token: vscode.CancellationToken): Promise<ReadonlySet<string>> {
    const stats = await this.#ports.statsBelow?.(folder);
    if (stats === undefined) return new Set([folder.toString()]);
    const { rules } = this;
    const known: KnownFiles = {
      known: (uri) => this.#ports.files.known(uri),
      isWanted: (uri) => {
        if (nameOf(uri.path) === PROJECT_FILE_NAME) return rules.isNewProject(uri);
        const place = rules.placeOf(uri);
        // One that could not be read is not tried again and again by the clock.
        return place !== undefined && this.#known(place) === undefined && rules.nomination(place) !== 'no';
      },
      below: (uri) => {
        const place = rules.placeOf(uri);
        return place === undefined ? [] : this.#knownBelow(place).map((one) => rules.uriOf(one));
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
    const { rules } = this;
    const candidates = new Map<string, Candidate>();
    const gone = new Set<string>();
    for (const text of uris) {
      const uri = vscode.Uri.parse(text);
      const place = rules.placeOf(uri);
      if (place === undefined) continue;
      if (nameOf(place.path) === PROJECT_FILE_NAME) return false;
      const type = await typeOf(uri);
      if (type === undefined) {
        gone.add(keyOf(place.root, place.path));
        if (rules.projectsBelow(uri).length > 0) return false;
        continue;
      }
      const isFolder = (type & vscode.FileType.Directory) !== 0;
      const found = isFolder ? await this.#list(place, token) : [{ uri, path: place.path }];
      if (isFolder && (await this.#hasOtherProjects(place, found))) return false;
      const inside = await inSlices(rules.candidates(found, place.root), token);
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
  async #hasOtherProjects(place: FilePlace, found: readonly FoundUri[]): Promise<boolean> {
    const there = this.rules.projectsAmong(found, place.root);
    const known = new Set(this.rules.projectsBelow(this.rules.uriOf(place)));
    if (there.length !== known.size || there.some((text) => !known.has(text))) return true;
    return there.length > 0 && (await this.#readProjects(this.rules.projectUris));
  }

  /** What was known below a folder and is not there any more. */
  #missing(place: FilePlace, inside: readonly Candidate[]): string[] {
    const there = new Set(inside.map((one) => keyOf(one.root, one.path)));
    return this.#knownBelow(place)
      .map((record) => keyOf(record.root, record.path))
      .filter((key) => !there.has(key));
  }

  /** Everything that was looked into. */
  #all(): FileRecord[] {
    return [...this.catalogue.records(), ...this.#hidden.values()];
  }

  #known({ root, path }: FilePlace): FileRecord | undefined {
    return this.catalogue.get(root, path) ?? this.#hidden.get(keyOf(root, path));
  }

  #knownBelow({ root, path }: FilePlace): FileRecord[] {
    const inside = path === '' ? '' : `${path}/`;
    return this.#all().filter(
      (record) =>
        record.root === root &&
        (record.path === path || record.path.startsWith(inside)) &&
        !this.#notListed.has(keyOf(root, record.path)),
    );
  }

  async #findYoung(candidates: readonly Candidate[], token: vscode.CancellationToken): Promise<void> {
    const folders = new Map<string, FilePlace>();
    for (const { root, path } of candidates) {
      const folder = { root, path: folderOf(path) };
      folders.set(keyOf(root, folder.path), folder);
    }
    const uris = [...folders.values()].map((folder) => this.rules.uriOf(folder).toString());
    const young = await this.#young.among(uris, this.#ports.files.lanes, token);
    for (const folder of young) this.#newFolders.add(folder);
  }

  /** Files below a folder of a root, with paths relative to the root. What cannot be listed appears as failed. */
  async #list({ root, path: folder }: FilePlace, token: vscode.CancellationToken): Promise<FoundUri[]> {
    const { log, realPath } = this.#ports;
    const prefix = folder === '' ? '' : `${folder}/`;
    const failed = new Set<string>();
    const found = await filesBelow(this.rules.uriOf({ root, path: folder }), token, {
      skips: (path) => this.rules.skips({ root, path: prefix + path }),
      realPath,
      looped: (path) => {
        log.info(`${prefix}${path}: the link leads to a folder that is read by its own name.`);
      },
      unreadable: (path, error) => {
        const place = { root, path: path === '' ? folder : prefix + path };
        failed.add(place.path);
        log.warn(`${this.rules.uriOf(place).toString()}: ${String(error)}`);
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

  /** True where the project files say something else than before. */
  async #readProjects(uris: Iterable<string>): Promise<boolean> {
    if (!(await this.rules.read(uris))) return false;
    for (const { uri, problems } of this.rules.problems)
      for (const { message } of problems) this.#ports.log.warn(`${uri.path}: ${message}`);
    this.catalogue.setProjects(this.rules.projects);
    return true;
  }

  async #read(
    candidates: readonly Candidate[],
    progress: ReadingProgress,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const changed = new Set<string>();
    const isOneOfMany = candidates.length > MANY;
    const read = async (candidate: Candidate): Promise<void> => {
      if (await this.#readOne(candidate, isOneOfMany, token))
        changed.add(keyOf(candidate.root, candidate.path));
    };
    const { lanes } = this.#ports.files;
    const told = (done: number, total: number): Promise<void> | void => progress.reading(done, total);
    await inLanes(candidates, { lanes, token, work: read, told });
    const dependents = dependentsOf(changed, this.catalogue.records());
    for (const place of dependents) this.#forget(place);
    const beside = dependents.map(({ root, path }) => ({
      uri: this.rules.uriOf({ root, path }),
      path,
      root,
      nomination: this.rules.nomination({ root, path }),
    }));
    await inLanes(beside, { lanes, token, work: read, told: () => undefined });
  }

  /** True where the file says something else than before. */
  async #readOne(
    candidate: Candidate,
    isOneOfMany: boolean,
    token: vscode.CancellationToken,
  ): Promise<boolean> {
    const { uri, root, path, nomination } = candidate;
    const { files, log } = this.#ports;
    const before = this.#known(candidate);
    const { record, again } = await files.read(
      {
        uri,
        folder: this.rules.uriOf({ root, path: '' }),
        root,
        path,
        mappings: mappingsFor(this.rules.projects.of(root, path)),
        onlyIfClaimed: nomination !== 'added',
        isOneOfMany,
      },
      token,
    );
    if (again) {
      log.info(`${path}: it was written to while it was read, and is looked at once more.`);
      this.#again.add(uri.toString());
    }
    if (record === null) {
      this.#remove(candidate);
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

  #remove(place: FilePlace): void {
    this.catalogue.remove(place.root, place.path);
    this.#hidden.delete(keyOf(place.root, place.path));
    this.#forget(place);
  }

  /** An event may name a folder that is gone with all that lay below it. */
  #removeBelow(gone: ReadonlySet<string>): void {
    if (gone.size === 0) return;
    const changed = new Set<string>();
    for (const place of this.#all()) {
      if (!isBelowAny(place.root, place.path, gone)) continue;
      this.#remove(place);
      this.#notListed.delete(keyOf(place.root, place.path));
      changed.add(keyOf(place.root, place.path));
    }
    for (const place of dependentsOf(changed, this.catalogue.records())) {
      this.#forget(place);
      this.#again.add(this.rules.uriOf(place).toString());
    }
  }

  #forget(place: FilePlace): void {
    this.#ports.files.forget(this.rules.uriOf(place));
  }
}

async function typeOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type;
  } catch {
    return undefined;
  }
}
