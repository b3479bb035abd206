import type { Bag, Scalar } from '../model/measure.ts';
import { asObject } from './json-guards.ts';

/** Spellings of environment facts in result files, lower case with `_`, and the plain key that they stand for. */
const KEYS: Readonly<Record<string, string>> = {
  gpu: 'gpu',
  gpu_name: 'gpu',
  device_name: 'gpu',
  gpu_count: 'gpu_count',
  num_gpus: 'gpu_count',
  cpu: 'cpu',
  cpu_name: 'cpu',
  cpu_model: 'cpu',
  cpu_count: 'cpu_count',
  os: 'os',
  os_version: 'os_version',
  host: 'host',
  hostname: 'host',
  host_name: 'host',
  machine: 'arch',
  arch: 'arch',
  driver: 'driver',
  driver_version: 'driver',
  nvidia_driver: 'driver',
  cuda: 'cuda',
  cuda_version: 'cuda',
  torch_cuda_version: 'cuda',
  python: 'python',
  python_version: 'python',
  torch: 'torch',
  torch_version: 'torch',
  pytorch_version: 'torch',
  node_version: 'node',
  rust_version: 'rust',
};

/** The plain key of an environment fact ("gpu_name" → "gpu"); null where the name is none that is known. */
export function environmentKey(name: string): string | null {
  return (
    KEYS[
      name
        .trim()
        .toLowerCase()
        .replaceAll(/[\s.-]+/g, '_')
    ] ?? null
  );
}

/** An `environment` block: known facts under plain keys, the others under their own; what is no scalar is left out. */
export function environmentOf(value: unknown): Bag {
  const bag: Record<string, Scalar> = {};
  for (const [name, entry] of Object.entries(asObject(value) ?? {})) {
    const key = environmentKey(name) ?? name;
    if (key in bag) continue;
    if (typeof entry === 'string' && entry.trim() !== '') bag[key] = entry.trim();
    else if (typeof entry === 'boolean' || (typeof entry === 'number' && Number.isFinite(entry)))
      bag[key] = entry;
  }
  return bag;
}
