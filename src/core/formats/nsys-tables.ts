import type { TextLine } from './text-scan.ts';

/** A cell and its column from 1, behind an opening quote. */
export interface NsysCell {
  readonly text: string;
  readonly column: number;
}

/** One report's table. */
export interface NsysTable {
  /** "cuda_gpu_kern_sum"; null where neither a log line nor the file's name tells it. */
  readonly report: string | null;
  readonly header: readonly NsysCell[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly NsysCell[] }[];
}

/** A report without data, in the tool's words. */
export interface SkippedReport {
  readonly report: string | null;
  readonly line: number;
  readonly reason: string;
}

/** True for the header of a summary: the share or the total of time, or the total of bytes, comes first. */
export function isNsysHeader(text: string): boolean {
  return /^"?(?:Time ?\(%\)"?,"?Total Time|Total \((?:MB|KB|B)\)"?,"?(?:Count|Operations)|Total Time \(ns\))/.test(
    text,
  );
}

/** The tables of one output, with the log lines around them. */
export function nsysTables(
  lines: readonly TextLine[],
  fileName: string,
): { tables: NsysTable[]; skipped: SkippedReport[] } {
  const tables: NsysTable[] = [];
  const skipped: SkippedReport[] = [];
  const named =
    /(?:^|[_.-])((?:cuda|osrt|nvtx|openmp|opengl|um|gpu|dx1[12]|vulkan|openacc|syscall|wddm)\w*sum\w*)\.\w+$/.exec(
      fileName,
    );
  let report = named?.[1] ?? null;
  let current: { line: number; cells: NsysCell[] }[] | null = null;
  for (const { number, text } of lines) {
    const processing = /^Processing \[.*\] with \[(?:.*[\\/])?(\w+)(?:\.py)?\]/.exec(text);
    const reason = /^SKIPPED: (.+)$/.exec(text)?.[1];
    if (processing !== null) report = processing[1] ?? null;
    if (reason !== undefined) skipped.push({ report, line: number, reason });
    if (isNsysHeader(text)) {
      current = [];
      tables.push({ report, header: quotedCells(text), rows: current });
    } else if (text.trim() === '' || processing !== null || reason !== undefined) current = null;
    else current?.push({ line: number, cells: quotedCells(text) });
  }
  return { tables, skipped };
}

/** The cells of a line; names of kernels hold commas and stand in quotes. */
export function quotedCells(text: string): NsysCell[] {
  const cells: NsysCell[] = [];
  let at = 0;
  while (at <= text.length) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*(?=,|$)/.exec(text.slice(at, at + 65_536));
    const end = quoted === null ? endOfBare(text, at) : at + quoted[0].length;
    const bare = text.slice(at, end);
    const lead = bare.length - bare.trimStart().length;
    cells.push(
      quoted === null
        ? { text: bare.trim(), column: at + lead + 1 }
        : { text: (quoted[1] ?? '').replaceAll('""', '"'), column: at + lead + 2 },
    );
    at = end + 1;
  }
  return cells;
}

function endOfBare(text: string, from: number): number {
  const comma = text.indexOf(',', from);
  return comma < 0 ? text.length : comma;
}
