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
    own
      .slice(start, own.length - end)
      .join('')
      .trim(),
  );
  const saved = (names[0]?.length ?? 0) - (rests[0]?.length ?? 0);
  const isReadable = rests.every((rest) => rest !== '') && new Set(rests).size === names.length;
  if (!isReadable || saved < 8) return names;
  return rests.map((rest) => `${start > 0 ? '…' : ''}${rest}${end > 0 ? '…' : ''}`);
}

function allEqual(texts: readonly (string | undefined)[]): boolean {
  return texts.every((text) => text === texts[0]);
}

/** The end tells names apart as often as the beginning: of long ones the middle is left out. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = Math.ceil((most - 1) * 0.5);
  return `${text.slice(0, head)}…${text.slice(text.length - (most - 1 - head))}`;
}

/** As `shortened`, but a remark at the end (“pooled over 37 configurations”) goes first: its tooltip has it. */
export function fitted(text: string, most: number): string {
  return shortened(text.length <= most ? text : text.replace(/ \(pooled over [^)]*\)$/u, ''), most);
}
