import { join, resolve } from 'node:path';

/** One VS Code that the tests run in: its own version, the code-server package that carries it, and the Node it needs. */
export interface Release {
  readonly name: 'oldest' | 'current';
  readonly vscode: string;
  readonly codeServer: string;
  readonly nodeMajor: number;
}

/** The oldest VS Code that `engines.vscode` of the manifest allows. */
export const OLDEST: Release = { name: 'oldest', vscode: '1.100.3', codeServer: '4.100.3', nodeMajor: 20 };

export const CURRENT: Release = { name: 'current', vscode: '1.139.1', codeServer: '4.139.1', nodeMajor: 24 };

export const RELEASES: readonly Release[] = [OLDEST, CURRENT];

/** Everything that is downloaded for tests lives here; not committed, safe to delete. */
export const CACHE = resolve('.vscode-test');

export function serverFolder(release: Release): string {
  return join(CACHE, `server-${release.vscode}`);
}

/** The release with this name or VS Code version; anything else is an error that lists the known ones. */
export function releaseNamed(text: string): Release {
  const found = RELEASES.find((release) => release.name === text || release.vscode === text);
  if (found !== undefined) return found;
  const known = RELEASES.map((release) => `${release.name} (${release.vscode})`).join(', ');
  throw new Error(`There is no VS Code "${text}" in the tests; known are ${known}.`);
}
