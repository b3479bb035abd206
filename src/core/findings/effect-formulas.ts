import type { ParameterEffect } from '../stats/sweep.ts';

/** "F test of num_ctx beside the other parameters (additive model, Type II) on logarithms, adjusted …". */
export function testFormula({ name, test, scale }: ParameterEffect): string {
  const model =
    test === 'additive' ? 'beside the other parameters (additive model, Type II)' : 'alone (one-way)';
  return `F test of ${name} ${model} on ${scaleName(scale)}, adjusted over the parameters (Benjamini-Hochberg)`;
}

export function spreadFormula({ name, scale, spreadOf }: ParameterEffect): string {
  if (spreadOf === 'medians') return `(largest − smallest median over the levels of ${name}) / median`;
  const mean = scale === 'log' ? 'geometric mean' : 'mean';
  return `(largest − smallest ${mean} over the levels of ${name}, adjusted for the other parameters) / ${mean}`;
}

export function shareFormula({ name, scale, test }: ParameterEffect): string {
  const total = test === 'additive' ? '(itself + the residual one)' : 'the total one';
  return `sum of squares of ${name} / ${total}, on ${scaleName(scale)}`;
}

function scaleName(scale: ParameterEffect['scale']): string {
  return scale === 'log' ? 'logarithms' : 'values';
}
