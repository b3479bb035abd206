import { formatPercent } from '../format/quantity.ts';
import { code, say } from '../report/inline.ts';
import { list, type Block } from '../report/model.ts';

/** The definitions that a comparison follows. */
export function comparisonMethods(noiseFloor: number): Block[] {
  const noise = code(formatPercent(noiseFloor));
  return [
    list([
      say`Matched are equal benchmark, parameters, metric, label and unit; the category only where both sides have several.`,
      say`One run a side: the samples inside it. Several runs a side: one value per run, its mean. Samples inside one run are not independent runs, so between two single runs the strongest verdict is “differs”.`,
      say`Test: two-sided Mann-Whitney U on samples, exact for small ones; Welch’s t test where only the tools’ mean, standard deviation and n are known. All p of the comparison are adjusted to each other (Benjamini-Hochberg).`,
      say`Interval of the change: ${code('95 %')}, Hodges-Lehmann on logarithms where all values are positive, so it bounds the ratio; from the summaries by Welch.`,
      say`Improved, regressed or changed: adjusted p below ${code('0.05')}, the whole interval beyond the noise floor of ${noise} (and beyond what the runs before move by themselves, where ${code('8')} or more show that), and ${code('4')} runs a side or more. Latencies are compared on warm rows.`,
      say`No change shown: the test finds no difference, or the interval reaches into the noise floor. It is no proof that both sides are equal.`,
      say`Not comparable: the runs differ in a parameter. Their numbers stand side by side without a verdict.`,
    ]),
  ];
}
