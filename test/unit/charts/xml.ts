/** One text of a drawing with its place in the whole drawing. */
export interface DrawnText {
  readonly content: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly anchor: string;
  readonly bold: boolean;
}

/** One element as it was opened. */
export interface Opened {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface ParsedSvg {
  readonly elements: readonly Opened[];
  readonly texts: readonly DrawnText[];
  /** Content of every <title>. */
  readonly titles: readonly string[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Reads the subset of XML that our drawings use, and throws where it is not well-formed. */
export function parseSvg(source: string): ParsedSvg {
  const forbidden = Array.from(source).find((character) => !isXmlCharacter(character.codePointAt(0)!));
  if (forbidden !== undefined) throw new Error(`forbidden character ${String(forbidden.codePointAt(0))}`);
  const parser = new Parser();
  for (const token of source.matchAll(/<[^<>]*>|[^<>]+|[<>]/g)) parser.take(token[0]);
  return parser.finish();
}

/** The characters of XML 1.0, as its production 2 lists them. */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
}

class Parser {
  readonly elements: Opened[] = [];
  readonly texts: DrawnText[] = [];
  readonly titles: string[] = [];
  readonly #open: (Opened & { readonly own: string[] })[] = [];

  take(token: string): void {
    if (!token.startsWith('<')) this.#characters(token);
    else if (token.startsWith('</')) this.#close(token.slice(2, -1));
    else this.#element(token);
  }

  finish(): ParsedSvg {
    if (this.#open.length > 0) throw new Error(`not closed: ${this.#open.at(-1)!.name}`);
    return this;
  }

  #characters(token: string): void {
    const top = this.#open.at(-1);
    if (token === '>') throw new Error('bare >');
    if (top === undefined && token.trim() !== '') throw new Error(`text outside: ${token}`);
    if (top?.name === 'style') return;
    // A tspan continues its text.
    const owner = top?.name === 'tspan' ? this.#open.at(-2) : top;
    owner?.own.push(decode(token));
  }

  #element(token: string): void {
    const match = /^<([a-z]+)((?: [a-zA-Z0-9:-]+="[^"<]*")*)(\/?)>$/.exec(token);
    if (match === null) throw new Error(`not an element: ${token}`);
    const attributes: Record<string, string> = {};
    for (const [, key, value] of match[2]!.matchAll(/ ([a-zA-Z0-9:-]+)="([^"]*)"/g)) {
      if (Object.hasOwn(attributes, key!)) throw new Error(`twice: ${key!}`);
      attributes[key!] = decode(value!);
    }
    const opened = { name: match[1]!, attributes, own: [] };
    this.elements.push(opened);
    if (match[3] === '') this.#open.push(opened);
  }

  #close(name: string): void {
    const top = this.#open.pop();
    if (top?.name !== name) throw new Error(`</${name}> closes ${top?.name ?? 'nothing'}`);
    if (name === 'title') this.titles.push(top.own.join(''));
    if (name === 'text') this.texts.push(this.#text(top));
  }

  #text({ attributes, own }: Opened & { readonly own: string[] }): DrawnText {
    const shift = this.#open.map(({ attributes: outer }) =>
      /^translate\(0 ([-\d.]+)\)$/.exec(outer.transform ?? ''),
    );
    const down = shift.reduce((sum, match) => sum + Number(match?.[1] ?? 0), 0);
    return {
      content: own.join(' '),
      x: Number(attributes.x),
      y: Number(attributes.y) + down,
      size: Number(attributes['font-size']),
      anchor: attributes['text-anchor'] ?? 'start',
      bold: attributes['font-weight'] === 'bold',
    };
  }
}

function decode(text: string): string {
  return text.replace(/&([^;]*);?/g, (all, name: string) => {
    const character = ENTITIES[name];
    if (character === undefined || !all.endsWith(';')) throw new Error(`entity ${all}`);
    return character;
  });
}
