import type { Bag, Scalar } from '../model/measure.ts';
import type { MeasureSpec } from './build-measure.ts';

/** Time of one forward pass. */
export const LATENCY: MeasureSpec = { metric: 'latency', unit: 'ms', direction: 'lower' };

/** Time of the one compilation before it. */
export const COMPILE: MeasureSpec = { metric: 'compile-time', unit: 's', direction: 'lower' };

/** Why a compile time of zero is shown and not counted. */
export const NOTHING_COMPILED = 'zero: nothing was compiled';

/** What the tool uses unless told otherwise; only a departure from it makes another configuration. */
const USUAL: Bag = {
  backend: 'inductor',
  mode: 'default',
  fullgraph: false,
  dynamic: false,
  strict: false,
  frozen: true,
  opset: 17,
  session_type: 'onnxruntime',
  workspace_size: 268_435_456,
};

/** Settings of a backend by the name that they get as parameters. */
const SETTINGS: Readonly<Record<string, string>> = {
  providers: 'provider',
  enabled_precisions: 'precision',
  backend: 'compiler',
  mode: 'mode',
  fullgraph: 'fullgraph',
  dynamic: 'dynamic',
  strict: 'strict',
  frozen: 'frozen',
  opset: 'opset',
  session_type: 'session_type',
  workspace_size: 'workspace_size',
};

/**
 * What tells the backends of one model apart: the backend, where it really ran (the ONNX provider: CPUExecutionProvider
 * stays on the CPU whatever the run's device) and in which precision, and settings other than the tool's usual ones.
 */
export function parametersOfBackend(backend: string, metadata: Readonly<Record<string, unknown>>): Bag {
  const bag: Record<string, Scalar> = { backend };
  for (const [key, name] of Object.entries(SETTINGS)) {
    const value = settingOf(metadata[key]);
    if (value !== null && value !== USUAL[key]) bag[name] = value;
  }
  return bag;
}

function settingOf(value: unknown): Scalar | null {
  if (Array.isArray(value)) return value.length > 0 ? value.map(String).join(', ') : null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const text = value.trim();
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}
