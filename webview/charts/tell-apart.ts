/**
 * Names of one list without what they share at their beginning and end, cut between words: "…batch=8", "…batch=16". Names
 * that share nothing, or would become too short to be read, stay as they are.
 */
export function tellApart(names: readonly string[]): readonly string[] {
  if (names.length < 2) return names;
  const words = names.map((name) => name.split(/(?<=[\s,·()/_])/u));
  const shortest = Math.min(...words.map(({ length }) => length));
  let start = 0;
  while (start < shortest && allEqual(words.map((own) => own[start]))) start++;
  let end = 0;
  while (end < shortest - start && allEqual(words.map((own) => own[own.length - 1 - end]))) end++;
  const rests = words.map((own) =>
    closed(
      own
        .slice(start, own.length - end)
        .join('')
        .trim(),
    ),
  );
  const saved = (names[0]?.length ?? 0) - (rests[0]?.length ?? 0);
  const isReadable = rests.every((rest) => rest !== '') && new Set(rests).size === names.length;
  if (!isReadable || saved < 8) return names;
  return rests.map((rest) => `${start > 0 ? '…' : ''}${rest}${end > 0 ? '…' : ''}`);
}

/** Without a bracket at its end that was opened in what is left out. */
function closed(rest: string): string {
  return rest.endsWith(')') && !rest.includes('(') ? rest.slice(0, -1) : rest;
}

function allEqual(texts: readonly (string | undefined)[]): boolean {
  return texts.every((text) => text === texts[0]);
}

/** The end tells names apart as often as the beginning: of long ones the middle is left out. `share`: of the beginning. */
export function shortened(text: string, most: number, share = 0.5): string {
  if (text.length <= most) return text;
  const head = Math.ceil((most - 1) * share);
  return `${text.slice(0, head)}…${text.slice(text.length - (most - 1 - head))}`;
}

/** A long name without a remark at its end (“pooled over 37 configurations”): its tooltip has it. */
function withoutRemark(text: string, most: number): string {
  return text.length <= most ? text : text.replace(/ \(pooled over [^)]*\)$/u, '');
}

/** Names without the keys of their parameters, and these keys, in the order of the values. */
export interface Keyless {
  readonly names: readonly string[];
  readonly keys: readonly string[];
}

/**
 * "gzip (level=1, block=64)" as "gzip (1, 64)", and "level=1, block=64" as "1, 64": the keys that most names have are left out
 * where a name has no others. Null where no name has parameters.
 */
export function withoutKeys(names: readonly string[]): Keyless | null {
  const parts = names.map(parametersOf);
  const lists = parts.flatMap((part) => (part === null ? [] : [part.keys.join(', ')]));
  const count = (list: string): number => lists.filter((one) => one === list).length;
  const [most] = lists.toSorted((a, b) => count(b) - count(a));
  if (most === undefined) return null;
  const short = names.map((name, at) => {
    const part = parts[at] ?? null;
    return part?.keys.join(', ') === most ? part.keyless : name;
  });
  return distinct(short) === distinct(names) ? { names: short, keys: most.split(', ') } : null;
}

function parametersOf(name: string): { readonly keys: readonly string[]; readonly keyless: string } | null {
  const bracketed = /^(.*\()([^()]*=[^()]*)(\).*)$/u.exec(name);
  const [, before = '', inside = '', after = ''] = bracketed ?? ['', '', name, ''];
  const pairs = inside.split(', ').map((pair) => pair.split('='));
  const keys = pairs.map(([key = '']) => key);
  // "bench --threads=4" is a command.
  if (bracketed === null && keys.some((key) => /\s/u.test(key))) return null;
  if (keys.includes('') || pairs.some(({ length }) => length !== 2)) return null;
  return { keys, keyless: `${before}${pairs.map(([, value = '']) => value).join(', ')}${after}` };
}

/** Which part of a long name stays in front of its dots, best first. */
const HEADS = [0.5, 0.3, 0.75, 0, 1] as const;

/**
 * Names of one list in so many characters each, told apart for as long as they can be: first goes what they share, then
 * remarks, then the keys of their parameters, then what stands behind their last dot, then the part of each that tells least.
 */
export function fittedNames(names: readonly string[], most: number): readonly string[] {
  const plain = names.map((name) => withoutRemark(name, most));
  const keyless = tellApart(withoutKeys(plain)?.names ?? plain);
  const shorter = [tellApart(names), tellApart(plain), keyless, withoutEnds(keyless, most)];
  const fitting = shorter.find((all) => all.every(({ length }) => length <= most));
  if (fitting !== undefined) return fitting;
  const last = shorter.at(-1) ?? names;
  const cuts = HEADS.map((head) => last.map((name) => shortened(name, most, head)));
  return cuts.reduce((best, cut) => (distinct(cut) > distinct(best) ? cut : best));
}

/** "gemma3 / 270m · tokens_s" as "gemma3 / 270m", where that leaves no two names alike. */
function withoutEnds(names: readonly string[], most: number): readonly string[] {
  const short = names.map((name) => (name.length <= most ? name : name.replace(/ · [^·]*$/u, '')));
  return distinct(short) === distinct(names) ? short : names;
}

function distinct(names: readonly string[]): number {
  return new Set(names).size;
}
