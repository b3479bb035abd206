import type { ChartSpec } from '../charts/spec.ts';
import type { Evidence, Figure } from '../model/figure.ts';
import type { Inline } from './inline.ts';

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: readonly Inline[];
}

export interface List {
  readonly kind: 'list';
  readonly ordered: boolean;
  readonly items: readonly (readonly Inline[])[];
}

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

export interface ReportTable {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  /** One cell per column. */
  readonly rows: readonly (readonly (readonly Inline[])[])[];
}

/** A chart and the sentence that says what it shows; the numbers behind it stand in a table near it. */
export interface Chart {
  readonly kind: 'chart';
  /** Unique in the report and fit for a file name. */
  readonly id: string;
  readonly spec: ChartSpec;
  readonly caption: readonly Inline[];
}

export interface Heading {
  readonly kind: 'heading';
  readonly level: 3 | 4;
  readonly text: string;
}

export type Block = Paragraph | List | ReportTable | Chart | Heading;

export interface Section {
  /** Stable: "executive-summary". */
  readonly id: string;
  readonly title: string;
  /** Sections of the body are numbered; those of the appendix follow it. */
  readonly part: 'body' | 'appendix';
  readonly blocks: readonly Block[];
}

/** One root of the report's scope, for links. */
export interface ReportRoot {
  /** As the user gave it. */
  readonly label: string;
}

/** Everything that a report says, before it is rendered. */
export interface Report {
  readonly kind: 'report' | 'comparison';
  readonly title: string;
  /** ISO date; an input, so that equal inputs give equal bytes. Null: no date is shown. */
  readonly date: string | null;
  readonly generator: string;
  readonly roots: readonly ReportRoot[];
  /** SHA-256 over the contents of all files. */
  readonly fingerprint: string;
  readonly header: readonly (readonly [string, readonly Inline[]])[];
  readonly sections: readonly Section[];
  /** In the order of first appearance. */
  readonly evidence: readonly Evidence[];
  readonly figures: readonly Figure[];
}

/** A file as people see it in this report: with its root in front where there are several. */
export function displayPath({ roots }: Pick<Report, 'roots'>, root: number, file: string): string {
  const label = roots[root]?.label.replace(/\/$/u, '') ?? '';
  if (roots.length < 2 || label === '' || label === '.') return file;
  return label === file || label.endsWith(`/${file}`) ? label : `${label}/${file}`;
}

export function paragraph(text: readonly Inline[]): Paragraph {
  return { kind: 'paragraph', text };
}

export function list(items: readonly (readonly Inline[])[], ordered = false): List {
  return { kind: 'list', ordered, items };
}

export function heading(text: string, level: 3 | 4 = 3): Heading {
  return { kind: 'heading', level, text };
}

/** Columns are given as "Title" or ">Title" for right-aligned ones. */
export function table(columns: readonly string[], rows: ReportTable['rows']): ReportTable {
  return {
    kind: 'table',
    columns: columns.map((title) =>
      title.startsWith('>') ? { title: title.slice(1), align: 'right' } : { title, align: 'left' },
    ),
    rows,
  };
}
