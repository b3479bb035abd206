import type { FileType } from '../model/file.ts';

const TYPES: Readonly<Record<string, FileType>> = {
  csv: 'csv',
  tsv: 'csv',
  jtl: 'csv',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  log: 'text',
  out: 'text',
  text: 'text',
  xml: 'xml',
};

/** What NVIDIA's profilers write: binaries that hold results and that only those tools read. */
const PROFILER_REPORTS: ReadonlySet<string> = new Set(['ncu-rep', 'nsys-rep', 'qdrep']);

/** Lower-case extension without the dot; '' where there is none. A leading dot is part of the name. */
export function extensionOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

/** Last part of a path with forward slashes. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Folder of a path; '' at the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** Name without its extension. */
export function stemOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** By extension alone. */
export function fileTypeOf(path: string): FileType {
  return TYPES[extensionOf(path)] ?? 'other';
}

/** True for a name of a kind of file that holds results: one that can be read, or a profiler's report, which cannot and is told. */
export function mayHoldResults(path: string): boolean {
  return fileTypeOf(path) !== 'other' || isProfilerReport(path);
}

/** True for the name of a profiler's binary report. */
export function isProfilerReport(path: string): boolean {
  return PROFILER_REPORTS.has(extensionOf(path));
}
