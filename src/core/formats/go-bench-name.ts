import type { Scalar } from '../model/measure.ts';

/** A benchmark's name without what was written into it as parameters. */
export interface GoName {
  readonly name: string;
  readonly parameters: Readonly<Record<string, Scalar>>;
}

/**
 * Takes a full name apart as the Go benchmark format defines it: "/"-separated parts of the form key=value are parameters,
 * others belong to the name, and a final "-8" is GOMAXPROCS (left out by the tool where it is 1).
 */
export function splitGoName(full: string): GoName {
  const procs = /^(.+)-(\d+)$/.exec(full);
  const [family = '', ...parts] = (procs?.[1] ?? full).split('/');
  const kept = [family];
  const parameters: Record<string, Scalar> = {};
  for (const part of parts) {
    const setting = /^([^=]+)=(.*)$/.exec(part);
    if (setting === null) kept.push(part);
    else parameters[setting[1] ?? ''] = scalarOf(setting[2] ?? '');
  }
  if (procs !== null) parameters.gomaxprocs = Number(procs[2]);
  return { name: kept.join('/'), parameters };
}

function scalarOf(text: string): Scalar {
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}
