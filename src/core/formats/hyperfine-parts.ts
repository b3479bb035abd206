import type { Bag, Scalar } from '../model/measure.ts';
import { parseNumber } from '../text/number.ts';
import type { MeasureSpec } from './build-measure.ts';

/** Wall-clock time of one command, in seconds as hyperfine's JSON and CSV define it. */
export const WALL: MeasureSpec = { metric: 'execution-time', unit: 's' };
/** CPU time in user mode, a mean over the runs. */
export const USER: MeasureSpec = { metric: 'user-time', unit: 's' };
/** CPU time in the kernel, a mean over the runs. */
export const SYSTEM: MeasureSpec = { metric: 'system-time', unit: 's' };

/** A command as it ran, with the values of the scan's parameters. */
export interface Scanned {
  readonly command: string;
  readonly parameters: Bag;
}

/** The benchmark that a command is. */
export interface Case {
  readonly name: string;
  readonly parameters: Bag;
}

/** Values of a scan are written as text; a plain number is one. */
export function parameterValue(text: string): Scalar {
  const number = parseNumber(text);
  return Number.isNaN(number) ? text : number;
}

/**
 * Name and parameters of each command of one export. Where all commands of a parameter scan become the same text once their
 * values are put back as `{name}`, that text names them, so that they differ in their parameters only; otherwise they are
 * named as they ran. A command that was given more than once is told apart by the parameter `occurrence`.
 */
export function commandCases(scanned: readonly Scanned[]): Case[] {
  const templates = scanned.map(({ command, parameters }) => templateOf(command, parameters));
  const isScan = scanned.length > 1 && new Set(templates).size === 1 && templates[0] !== scanned[0]?.command;
  const seen = new Map<string, number>();
  return scanned.map(({ command, parameters }, index) => {
    const name = isScan ? (templates[index] ?? command) : command;
    const identity = JSON.stringify([name, parameters]);
    const occurrence = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, occurrence);
    return { name, parameters: occurrence === 1 ? parameters : { ...parameters, occurrence } };
  });
}

function templateOf(command: string, parameters: Bag): string {
  let template = command;
  for (const [name, value] of Object.entries(parameters)) {
    const text = String(value);
    if (text !== '' && !`{${name}}`.includes(text)) template = template.replaceAll(text, `{${name}}`);
  }
  return template;
}
