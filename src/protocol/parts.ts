import { anyOf, isBytes, isCount, isFlag, isText, listOf, shape, type Guard } from './guards.ts';
import { Joining } from './joining.ts';
import {
  countOfArray,
  isNumberArray,
  piecesOf,
  type ArrayPiece,
  type TextPiece,
  type Way,
} from './pieces.ts';

/** Characters of a part, about, where typed arrays count as `countOfArray` tells. */
const PART = 262_144;

/**
 * Part of a large answer: some of its pieces. It is sent as bytes, because VS Code copies those, while it writes texts as
 * JSON, and that as JSON once more.
 */
export interface Part {
  /** Which part of its answer this is, from 0. */
  readonly index: number;
  readonly isLast: boolean;
  /** A JSON list of ways and by what grows that which stands there, as UTF-8. */
  readonly texts: Uint8Array;
  /** Numbers for typed arrays of what the texts of this part and those before it say. */
  readonly arrays: readonly ArrayPiece[];
}

/**
 * An answer in parts, from its first to its last; undefined between them where some of the work was done.
 *
 * @throws TypeError where the answer cannot be sent
 */
export function* partsOf(data: unknown, encode: (text: string) => Uint8Array): Generator<Part | undefined> {
  let index = 0;
  let texts = '';
  let arrays: ArrayPiece[] = [];
  let size = 0;
  const part = (isLast: boolean): Part => ({ index, isLast, texts: encode(`[${texts}]`), arrays });
  for (const piece of piecesOf(data)) {
    if ('json' in piece) {
      const text = `${texts === '' ? '' : ','}${textOf(piece)}`;
      texts += text;
      size += text.length;
    } else {
      arrays.push(piece);
      size += countOfArray(piece.values);
    }
    if (size < PART) {
      yield undefined;
      continue;
    }
    yield part(false);
    index++;
    [texts, arrays, size] = ['', [], 0];
  }
  yield part(true);
}

function textOf({ way, json }: TextPiece): string {
  return `[${JSON.stringify(way)},${json}]`;
}

const isWay: Guard<Way> = listOf(anyOf<string | number>(isText, isCount));
const isGrowth: Guard<readonly [Way, unknown]> = (value): value is readonly [Way, unknown] =>
  Array.isArray(value) && value.length === 2 && isWay(value[0]);
const isTexts = listOf(isGrowth);

export const isPart: Guard<Part> = shape<Part>({
  index: isCount,
  isLast: isFlag,
  texts: isBytes,
  arrays: listOf(shape<ArrayPiece>({ way: isWay, length: isCount, from: isCount, values: isNumberArray })),
});

/** Joins the parts of one answer, each as it arrives: no answer is so large that reading it holds the page. */
export class JoinedParts {
  readonly #joining = new Joining();
  readonly #decode: (bytes: Uint8Array) => string;
  #count = 0;

  constructor(decode: (bytes: Uint8Array) => string) {
    this.#decode = decode;
  }

  /** False where a part before this one is missing. Throws where the part cannot be understood. */
  add({ index, texts, arrays }: Part): boolean {
    if (index !== this.#count) return false;
    this.#count++;
    const said: unknown = JSON.parse(this.#decode(texts));
    if (!isTexts(said)) throw new TypeError('The texts of a part are not what they should be.');
    for (const [way, more] of said) this.#joining.grow(way, more);
    for (const piece of arrays) this.#joining.fill(piece);
    return true;
  }

  get data(): unknown {
    return this.#joining.data;
  }
}
