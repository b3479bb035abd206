import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Catalogue } from '../../src/core/catalogue/catalogue.ts';
import type { Snapshot } from '../../src/core/catalogue/snapshot.ts';
import { runToEnd } from '../../src/core/model/steps.ts';
import { DEFAULT_PROJECT, type ProjectFile } from '../../src/core/project/project-file.ts';
import { Projects } from '../../src/core/project/projects.ts';
import { mappingsFor } from '../../src/core/project/selection.ts';
import { readFile } from '../../src/core/reading/read-file.ts';
import { nodeDecoder } from '../../src/cli/decoder.ts';

/** A file for a test: its path and its text or bytes. */
export type TestFiles = Readonly<Record<string, string | Uint8Array>>;

/** Reads files given as text into a catalogue, as the hosts do. */
export function readFiles(files: TestFiles, project: ProjectFile = DEFAULT_PROJECT): Snapshot {
  const projects = Projects.atTop(project);
  const catalogue = new Catalogue(projects);
  const sibling = (path: string): string | null => {
    const found = files[path];
    return found === undefined ? null : typeof found === 'string' ? found : new TextDecoder().decode(found);
  };
  for (const [path, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const context = { decoder: nodeDecoder, sibling, mappings: mappingsFor(projects.of(0, path)) };
    catalogue.put(
      runToEnd(readFile({ root: 0, path, bytes, modifiedAt: '2026-01-02T03:04:05.000Z' }, context)),
    );
  }
  return catalogue.snapshot();
}

/** All files of a folder on disk, by relative path with forward slashes. */
export function loadFolder(folder: string): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  const visit = (at: string, relative: string): void => {
    for (const name of readdirSync(at).sort()) {
      const path = relative === '' ? name : `${relative}/${name}`;
      if (statSync(join(at, name)).isDirectory()) visit(join(at, name), path);
      else files[path] = new Uint8Array(readFileSync(join(at, name)));
    }
  };
  visit(folder, '');
  return files;
}

/** The corpus of real files beside the repository; null where it is not there. */
export function corpusFolder(part: string): string | null {
  const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'corpus', part);
  return existsSync(folder) ? folder : null;
}
