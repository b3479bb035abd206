/**
 * Spellings of units, as data. Two kinds: symbols, whose case matters (mW is not MW, Mb is not MB), and words, whose case
 * does not. Decimal prefixes follow the SI brochure, binary ones IEC 80000-13; Nsight Compute's spellings (usecond, Kbyte,
 * inst, sector) are in its "Metrics Reference".
 */

/** Canonical symbol, then factor: value × factor is canonical. */
export type UnitAtom = readonly [symbol: string, factor: number, offset?: number];

const SI: Readonly<Record<string, number>> = {
  p: 1e-12,
  n: 1e-9,
  u: 1e-6,
  µ: 1e-6,
  m: 1e-3,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
};

/** Time words by the prefix of their second. */
const TIME_WORDS: readonly (readonly [words: string, factor: number])[] = [
  ['s sec secs second seconds', 1],
  ['ms msec msecs msecond mseconds millisecond milliseconds millis', 1e-3],
  ['us usec usecs usecond useconds microsecond microseconds micros', 1e-6],
  ['ns nsec nsecs nsecond nseconds nanosecond nanoseconds nanos', 1e-9],
  ['ps psec psecs picosecond picoseconds', 1e-12],
  ['min mins minute minutes', 60],
  ['h hr hrs hour hours', 3600],
  ['day days', 86_400],
];

/** Things that are counted; the first is the canonical symbol. Several nouns share one where a reader would compare them. */
const NOUN_WORDS: readonly string[] = [
  'tok token tokens toks',
  'req request requests reqs query queries',
  'op ops operation operations',
  'item items sample samples row rows record records element elements elem elems example examples image images img imgs',
  'trans transaction transactions txn txns',
  'iter iters iteration iterations it its',
  'alloc allocs allocation allocations',
  'cycle cycles',
  'inst insts instruction instructions',
  'thread threads',
  'warp warps',
  'block blocks',
  'sector sectors',
  'register registers',
  'pass passes',
  'SM SMs',
  'GPU GPUs',
  'core cores',
  'user users',
  'msg msgs message messages',
  'event events',
  'packet packets pkt pkts',
  'frame frames',
  'step steps',
  'batch batches',
  'job jobs',
  'char chars character characters',
  'word words',
  'call calls',
  'page pages',
  'error errors',
];

/** Nouns that are written with a decimal prefix in benchmark output: Mop/s, Melem/s, ktok/s. */
const PREFIXED_NOUNS = 'op ops tok req item items elem inst cycle msg packet iter';

/** Spellings that stand for a whole quantity. */
const SYMBOLS: readonly (readonly [spellings: string, atom: UnitAtom])[] = [
  ['µs', ['s', 1e-6]],
  ['MS', ['s', 1e-3]],
  ['B', ['B', 1]],
  ['%', ['%', 1]],
  ['W', ['W', 1]],
  ['J', ['J', 1]],
  ['°C ℃ C', ['°C', 1]],
  ['°F', ['°C', 5 / 9, -160 / 9]],
  ['Wh', ['J', 3600]],
  ['kWh', ['J', 3.6e6]],
  ['mWh', ['J', 3.6]],
  ['Hz', ['Hz', 1]],
  ['V', ['V', 1]],
  ['A', ['A', 1]],
  ['#', ['count', 1]],
  ['1 x ×', ['1', 1]],
  // lower case throughout, as in column names: the reading that occurs in practice
  ['mw', ['W', 1e-3]],
  ['mj', ['J', 1e-3]],
];

const WORDS: readonly (readonly [spellings: string, atom: UnitAtom])[] = [
  ['byte bytes', ['B', 1]],
  ['bit bits', ['B', 1 / 8]],
  ['percent pct percentage', ['%', 1]],
  ['watt watts', ['W', 1]],
  ['milliwatt milliwatts', ['W', 1e-3]],
  ['kilowatt kilowatts', ['W', 1e3]],
  ['joule joules', ['J', 1]],
  ['celsius degc', ['°C', 1]],
  ['fahrenheit degf', ['°C', 5 / 9, -160 / 9]],
  ['kelvin', ['°C', 1, -273.15]],
  ['hertz', ['Hz', 1]],
  ['volt volts', ['V', 1]],
  ['count counts', ['count', 1]],
  ['ratio fraction factor', ['1', 1]],
  ['flop', ['FLOP', 1]],
];

/** Spellings of a whole quotient; they are no parts of another. */
const RATES: readonly (readonly [spellings: string, atom: UnitAtom])[] = [
  ['tps TPS t/s T/s', ['tok/s', 1]],
  ['rps RPS qps QPS', ['req/s', 1]],
  ['rpm RPM qpm QPM', ['req/s', 1 / 60]],
  ['iops IOPS', ['op/s', 1]],
  ['kops Kops kOPS KIOPS kIOPS', ['op/s', 1e3]],
  ['mops Mops MOPS MIOPS', ['op/s', 1e6]],
  ['gops Gops GOPS', ['op/s', 1e9]],
  ['fps FPS', ['frame/s', 1]],
  ['pps', ['packet/s', 1]],
  ['Mpps', ['packet/s', 1e6]],
  ['ipc IPC', ['inst/cycle', 1]],
  ['/s 1/s s^-1', ['1/s', 1]],
  ['bps', ['B/s', 1 / 8]],
  ['Bps', ['B/s', 1]],
  ['FLOPS flops', ['FLOP/s', 1]],
];

const BYTE_NAMES: Readonly<Record<string, string>> = {
  k: 'kilo',
  M: 'mega',
  G: 'giga',
  T: 'tera',
  P: 'peta',
};
const BINARY_NAMES: Readonly<Record<string, string>> = {
  k: 'kibi',
  M: 'mebi',
  G: 'gibi',
  T: 'tebi',
  P: 'pebi',
};
const POWER_OF_1024: Readonly<Record<string, number>> = { k: 1, M: 2, G: 3, T: 4, P: 5 };

function put(table: Map<string, UnitAtom>, spellings: string, atom: UnitAtom): void {
  for (const spelling of spellings.split(' ')) table.set(spelling, atom);
}

function addBytes(symbols: Map<string, UnitAtom>, words: Map<string, UnitAtom>): void {
  for (const [letter, name] of Object.entries(BYTE_NAMES)) {
    const decimal = SI[letter] ?? 1;
    const binary = 1024 ** (POWER_OF_1024[letter] ?? 0);
    const upper = letter.toUpperCase();
    const lower = letter.toLowerCase();
    put(symbols, `${letter}B ${upper}B ${lower}b`, ['B', decimal]);
    put(symbols, `${upper}iB ${letter}iB ${lower}ib`, ['B', binary]);
    put(words, `${lower}byte ${lower}bytes ${name}byte ${name}bytes`, ['B', decimal]);
    put(words, `${BINARY_NAMES[letter] ?? name}byte ${BINARY_NAMES[letter] ?? name}bytes`, ['B', binary]);
    put(words, `${lower}bit ${lower}bits ${name}bit ${name}bits`, ['B', decimal / 8]);
    put(words, `${lower}ibit ${lower}ibits`, ['B', binary / 8]);
    if (letter !== 'k') symbols.set(`${upper}b`, ['B', decimal / 8]);
  }
  symbols.set('Kb', ['B', 125]);
}

function addPrefixed(symbols: Map<string, UnitAtom>, words: Map<string, UnitAtom>): void {
  for (const [prefix, factor] of Object.entries(SI)) {
    for (const symbol of ['W', 'J', 'Hz', 'V', 'A']) symbols.set(prefix + symbol, [symbol, factor]);
    if (factor < 1e3) continue;
    for (const noun of PREFIXED_NOUNS.split(' ')) {
      const canonical = words.get(noun)?.[0] ?? noun;
      symbols.set(prefix + noun, [canonical, factor]);
    }
    words.set(`${prefix.toLowerCase()}flop`, ['FLOP', factor]);
    words.set(`${prefix.toLowerCase()}hz`, ['Hz', factor]);
  }
}

function buildRates(): Map<string, UnitAtom> {
  const rates = new Map<string, UnitAtom>();
  for (const [prefix, factor] of Object.entries(SI)) {
    if (factor < 1e3) continue;
    const upper = prefix.toUpperCase();
    const lower = prefix.toLowerCase();
    // A capital S is the rate; "GFLOPs" may be a rate or an amount and stays unknown.
    put(rates, `${upper}FLOPS ${lower}flops`, ['FLOP/s', factor]);
    put(rates, `${upper}bps ${lower}bps`, ['B/s', factor / 8]);
    put(rates, `${prefix}Bps`, ['B/s', factor]);
    put(rates, `${upper}iBps`, ['B/s', 1024 ** (POWER_OF_1024[prefix] ?? 1)]);
  }
  for (const [spellings, atom] of RATES) put(rates, spellings, atom);
  return rates;
}

function build(): { symbols: Map<string, UnitAtom>; words: Map<string, UnitAtom> } {
  const symbols = new Map<string, UnitAtom>();
  const words = new Map<string, UnitAtom>();
  for (const [spellings, factor] of TIME_WORDS) put(words, spellings, ['s', factor]);
  for (const spellings of NOUN_WORDS)
    put(words, spellings.toLowerCase(), [spellings.split(' ', 1)[0] ?? '', 1]);
  for (const [spellings, atom] of WORDS) put(words, spellings, atom);
  addBytes(symbols, words);
  addPrefixed(symbols, words);
  for (const [spellings, atom] of SYMBOLS) put(symbols, spellings, atom);
  return { symbols, words };
}

const built = build();

/** Spellings whose case matters. */
export const UNIT_SYMBOLS: ReadonlyMap<string, UnitAtom> = built.symbols;

/** Spellings of whole quotients; case matters. */
export const UNIT_RATES: ReadonlyMap<string, UnitAtom> = buildRates();

/** Spellings in lower case, whose case does not matter. */
export const UNIT_WORDS: ReadonlyMap<string, UnitAtom> = built.words;

/** Units of counted things ("tok", "req"): what a plain number of them is called. */
export const COUNTED: ReadonlySet<string> = new Set(NOUN_WORDS.map((words) => words.split(' ', 1)[0] ?? ''));
