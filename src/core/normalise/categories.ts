import { EMPTY_WORDS, ROLE_FOLDERS, ROLE_WORDS, SETTING_WORDS } from './category-words.ts';
import type { Steps } from '../model/steps.ts';
import { globStars } from './globs.ts';
import { remember } from './remember.ts';
import { stampFromName } from './timestamps.ts';

/** A result file of one root. */
export interface CategoryInput {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  /** Groups that the file's format names itself; null when it names none. */
  readonly named: readonly string[] | null;
  /** What the user's rules say, as `ruledCategory` tells it; null: nothing. */
  readonly ruled: readonly string[] | null;
}

/** A user's rule: files that match the glob have this category. `$1`, `$2`… stand for the glob's stars, `$$` for a dollar. */
export interface CategoryRule {
  readonly match: string;
  readonly category: readonly string[];
}

/** File systems have no longer names; a longer one is left whole. */
const LONGEST_NAME = 255;

/** So many names are taken in one step. */
const STEP_FILES = 128;

/** What remains of a name. */
interface Leaf {
  readonly text: string;
  /** It says what the results are of: more than roles, numbers and one general word ("test"). */
  readonly telling: boolean;
  /** It holds a word that is no role. */
  readonly ownWord: boolean;
}

/**
 * The category path of every file: path → ["gemma3", "1b-it-qat"]. It depends on the neighbours: a file alone may get a
 * shorter path. In this order:
 *
 * 1. What the user's rules say.
 * 2. The groups that the format names.
 * 3. The name: the extension, stamps (`_20251002-170837`), run numbers (`_run1`, ` (2)`) and role words (baseline, runs,
 *    results, summary, param_tuning, …) are dropped from the end until nothing more goes. What is left is the leaf. It is
 *    split at `_` only where the part before it is the whole leaf of another file in the same folder: beside `gemma3`,
 *    `gemma3_1b-it-qat` is gemma3 / 1b-it-qat; `conv_cuda_bench` beside `conv_bench` stays whole.
 * 4. A name of role words only (`metrics.json`, `results.csv`): the nearest folder above that says something, dropped from
 *    in the same way. Folders that do not: stamps, roles (data, reports, csv), settings (`gpu60_ctx512_temp0p8`).
 * 5. No such folder: what is left of the name where that is no role word (`test`, `bench`), else the folder that the file
 *    is in, else its own name.
 */
export function* categories(files: readonly CategoryInput[]): Steps<ReadonlyMap<string, readonly string[]>> {
  const leaves = new Map<string, Leaf>();
  const folders = new Map<string, Set<string>>();
  for (const [index, { path }] of files.entries()) {
    if (index % STEP_FILES === 0) yield;
    const leaf = leafOf(stem(nameOf(path)));
    leaves.set(path, leaf);
    if (!leaf.telling) continue;
    const folder = folderOf(path);
    const known = folders.get(folder) ?? new Set<string>();
    folders.set(folder, known.add(leaf.text));
  }
  const found = new Map<string, readonly string[]>();
  for (const [index, file] of files.entries()) {
    if (index % STEP_FILES === 0) yield;
    found.set(file.path, categoryOf(file, leaves.get(file.path), folders));
  }
  return found;
}

function categoryOf(
  { path, named, ruled }: CategoryInput,
  leaf: Leaf | undefined,
  folders: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  if (ruled !== null) return ruled;
  if (named !== null && named.length > 0) return named;
  if (leaf?.telling !== true) return [byFolder(path) ?? lastResort(path, leaf)];
  return split(leaf.text, folders.get(folderOf(path)) ?? new Set());
}

/** The category that the first matching rule gives; null where none matches. `path` is relative to the rules' folder. */
export function ruledCategory(path: string, rules: readonly CategoryRule[]): readonly string[] | null {
  for (const rule of rules) {
    const stars = globStars(path, rule.match);
    if (stars === null) continue;
    return rule.category.map((part) =>
      part.replace(/\$(\$|\d+)/gu, (_, key: string) => (key === '$' ? '$' : (stars[Number(key) - 1] ?? ''))),
    );
  }
  return null;
}

/** Splits a leaf at each `_` whose left side is a leaf itself. */
function split(leaf: string, leaves: ReadonlySet<string>): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  for (let cut = leaf.indexOf('_'); cut >= 0; cut = leaf.indexOf('_', cut + 1)) {
    if (cut === start || cut === leaf.length - 1 || !leaves.has(leaf.slice(0, cut))) continue;
    parts.push(leaf.slice(start, cut));
    start = cut + 1;
  }
  return [...parts, leaf.slice(start)];
}

function byFolder(path: string): string | null {
  for (const folder of path.split('/').slice(0, -1).toReversed()) {
    if (ROLE_FOLDERS.has(folder.replace(/^\.+/u, '').toLowerCase()) || isSetting(folder)) continue;
    const leaf = leafOf(folder);
    if (leaf.telling) return leaf.text;
  }
  return null;
}

function lastResort(path: string, leaf: Leaf | undefined): string {
  const own = leaf?.text ?? '';
  const folder = nameOf(folderOf(path));
  const choices = leaf?.ownWord === true ? [own] : [folder, own];
  return choices.find((choice) => choice !== '') ?? stem(path);
}

/** True for a folder named after at least two settings with their values, alone or after "run". */
function isSetting(folder: string): boolean {
  const tokens = folder
    .toLowerCase()
    .split('_')
    .filter((token) => token !== 'run' && token !== '');
  const isOne = (token: string): boolean => {
    const [, word = ''] = /^([a-z]+)-?[\d.]+(?:p\d+)?$/u.exec(token) ?? [];
    return SETTING_WORDS.has(word);
  };
  return tokens.length >= 2 && tokens.every(isOne);
}

/** Names of the files of a large folder: they are asked for again with each change beside them. */
const MOST_LEAVES = 50_000;

const leafOf = remember(computeLeaf, MOST_LEAVES);

/** Drops stamps, run numbers and role words from the end until nothing more goes. */
function computeLeaf(name: string): Leaf {
  if (name.length > LONGEST_NAME) return { text: name, telling: true, ownWord: true };
  let text = name;
  for (;;) {
    const next = withoutRole(withoutRunNumber(stampFromName(text)?.stripped ?? text));
    if (next === text) break;
    text = next;
  }
  const tokens = text
    .toLowerCase()
    .split(/[_\-. ]+/u)
    .filter((token) => /\p{L}/u.test(token));
  const own = tokens.filter((token) => !ROLE_WORDS.has(token));
  const telling = own.some((token) => !EMPTY_WORDS.has(token)) || (own.length > 0 && tokens.length > 1);
  return { text, telling, ownWord: own.length > 0 };
}

/** `x_run1`, `x-rep-2`, `x (3)` → `x`. */
function withoutRunNumber(text: string): string {
  return text.replace(/(?:[_\-. ]+(?:run|rep|trial|iter|attempt)[_-]?\d{1,4}| ?\(\d{1,3}\))$/iu, '');
}

function withoutRole(text: string): string {
  const tail = /^(.*?)[_\-. ]+((?:[^_\-. ]+_)?([^_\-. ]+))$/su.exec(text);
  if (tail === null) return text;
  const [, , pair = '', last = ''] = tail;
  if (ROLE_WORDS.has(pair.toLowerCase())) return text.slice(0, -pair.length).replace(/[_\-. ]+$/u, '');
  if (ROLE_WORDS.has(last.toLowerCase())) return text.slice(0, -last.length).replace(/[_\-. ]+$/u, '');
  return text;
}

/** The name without its extension; what follows a point and starts with a digit is none ("llama-3.1"). */
function stem(name: string): string {
  return nameOf(name).replace(/(?<=.)\.[A-Za-z][\w-]{0,9}$/u, '');
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
