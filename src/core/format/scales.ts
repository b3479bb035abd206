/** A unit as people write it: `size` of the canonical unit are one of these. */
export interface Scale {
  readonly size: number;
  readonly unit: string;
}

function ladder(...steps: readonly (readonly [size: number, unit: string])[]): readonly Scale[] {
  return steps.map(([size, unit]) => ({ size, unit }));
}

/** For each canonical unit that is written with prefixes: its sizes, largest first. Amounts of bytes are binary, rates decimal. */
const LADDERS: Readonly<Record<string, readonly Scale[]>> = {
  s: ladder([1, 's'], [1e-3, 'ms'], [1e-6, 'µs'], [1e-9, 'ns'], [1e-12, 'ps']),
  B: ladder(
    [2 ** 50, 'PiB'],
    [2 ** 40, 'TiB'],
    [2 ** 30, 'GiB'],
    [2 ** 20, 'MiB'],
    [2 ** 10, 'KiB'],
    [1, 'B'],
  ),
  'B/s': ladder([1e12, 'TB/s'], [1e9, 'GB/s'], [1e6, 'MB/s'], [1e3, 'kB/s'], [1, 'B/s']),
  'FLOP/s': ladder([1e15, 'PFLOP/s'], [1e12, 'TFLOP/s'], [1e9, 'GFLOP/s'], [1e6, 'MFLOP/s'], [1, 'FLOP/s']),
  'op/s': ladder([1e9, 'Gop/s'], [1e6, 'Mop/s'], [1, 'op/s']),
  'item/s': ladder([1e9, 'Gitem/s'], [1e6, 'Mitem/s'], [1, 'item/s']),
  Hz: ladder([1e9, 'GHz'], [1e6, 'MHz'], [1e3, 'kHz'], [1, 'Hz']),
  W: ladder([1e6, 'MW'], [1e3, 'kW'], [1, 'W'], [1e-3, 'mW'], [1e-6, 'µW']),
  J: ladder([1e6, 'MJ'], [1e3, 'kJ'], [1, 'J'], [1e-3, 'mJ'], [1e-6, 'µJ']),
  V: ladder([1, 'V'], [1e-3, 'mV']),
};

/** The unit in which a value of this size reads best: at least 1, below the next step. Zero takes the canonical unit. */
export function scaleFor(size: number, unit: string): Scale {
  const steps = stepsOf(unit);
  // Rounded first, so that 0.9999996 s is 1 s and not 1,000 ms.
  const rounded = Number(Math.abs(size).toPrecision(5));
  const own = steps.find((step) => step.size === 1) ?? { size: 1, unit };
  if (rounded === 0 || !Number.isFinite(rounded)) return own;
  return steps.find((step) => rounded >= step.size) ?? steps.at(-1) ?? own;
}

/** Of a quotient it is the numerator that takes the prefix: s/op, B/op. */
function stepsOf(unit: string): readonly Scale[] {
  const whole = Object.hasOwn(LADDERS, unit) ? LADDERS[unit] : undefined;
  if (whole !== undefined) return whole;
  const cut = unit.indexOf('/');
  const top = cut < 0 ? '' : unit.slice(0, cut);
  const steps = Object.hasOwn(LADDERS, top) ? LADDERS[top] : undefined;
  return steps?.map((step) => ({ size: step.size, unit: step.unit + unit.slice(cut) })) ?? [];
}
