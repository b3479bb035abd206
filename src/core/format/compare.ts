const ZERO = 48;
const NINE = 57;

/**
 * Order of texts for people, the same on every machine: by UTF-16 code units, but runs of ASCII digits by their value
 * ("run2" before "run10"). A total order: texts that differ only in leading zeros are told apart by their code units.
 */
export function compareText(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(j);
    if (isDigit(x) && isDigit(y)) {
      const endA = digitsEnd(a, i);
      const endB = digitsEnd(b, j);
      const order = compareDigits(a.slice(i, endA), b.slice(j, endB));
      if (order !== 0) return order;
      i = endA;
      j = endB;
    } else {
      if (x !== y) return x < y ? -1 : 1;
      i++;
      j++;
    }
  }
  const rest = a.length - i - (b.length - j);
  if (rest !== 0) return rest < 0 ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function digitsEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** By value, however long: without leading zeros, the longer run is the larger number. */
function compareDigits(a: string, b: string): number {
  const x = a.replace(/^0+/u, '');
  const y = b.replace(/^0+/u, '');
  if (x.length !== y.length) return x.length < y.length ? -1 : 1;
  return x === y ? 0 : x < y ? -1 : 1;
}
