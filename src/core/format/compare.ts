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
      const firstA = zerosEnd(a, i, endA);
      const firstB = zerosEnd(b, j, endB);
      // Without leading zeros, the longer run of digits is the larger number; equal lengths compare digit by digit.
      const order = endA - firstA - (endB - firstB) || compareUnits(a, firstA, b, firstB, endA - firstA);
      if (order !== 0) return order < 0 ? -1 : 1;
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

function zerosEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === ZERO) at++;
  return at;
}

/** Of `length` code units of each text from there on. */
function compareUnits(a: string, fromA: number, b: string, fromB: number, length: number): number {
  for (let at = 0; at < length; at++) {
    const order = a.charCodeAt(fromA + at) - b.charCodeAt(fromB + at);
    if (order !== 0) return order;
  }
  return 0;
}
