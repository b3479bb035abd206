/** The desktop's arguments that the launcher understands; all paths are absolute. */
export interface LauncherArguments {
  readonly extensionDevelopmentPath: string;
  readonly extensionTestsPath: string;
  readonly folder: string | undefined;
}

/**
 * Reads the desktop's command line: `--name=value` for the two extension paths and one folder. Other flags are the
 * desktop's own business and are passed over. Throws one sentence when a needed path is missing.
 */
export function readLauncherArguments(args: readonly string[]): LauncherArguments {
  const flags = new Map<string, string>();
  const folders: string[] = [];
  for (const arg of args) {
    if (!arg.startsWith('--')) folders.push(arg);
    else flags.set(arg.slice(2).split('=', 1)[0] ?? '', arg.slice(arg.indexOf('=') + 1));
  }
  if (folders.length > 1) throw new Error(`The launcher opens one folder, not ${folders.length}.`);
  return {
    extensionDevelopmentPath: needed(flags, 'extensionDevelopmentPath'),
    extensionTestsPath: needed(flags, 'extensionTestsPath'),
    folder: folders[0],
  };
}

function needed(flags: ReadonlyMap<string, string>, name: string): string {
  const value = flags.get(name);
  if (value?.startsWith('/') === true) return value;
  throw new Error(`The launcher needs --${name}=PATH with an absolute path.`);
}
