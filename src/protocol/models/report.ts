import type { CompareSide } from '../../core/compare/side.ts';
import type {
  Block,
  Chart,
  Column,
  Heading,
  List,
  Paragraph,
  Report,
  ReportTable,
  Section,
} from '../../core/report/model.ts';
import type { FoundBaseline, ReportBaseline } from '../../core/report/baseline-sides.ts';
import type { EmptyState } from '../../core/dashboard/state.ts';
import {
  anyOf,
  isCount,
  isFlag,
  isText,
  listOf,
  oneOf,
  orNull,
  pairOf,
  shape,
  textUpTo,
  type Guard,
} from '../guards.ts';
import { isEmptyState } from './charts.ts';
import { isCompareSide } from './compare.ts';
import type { Viewed } from './figures.ts';
import { areInlines, type InlineView } from './inlines.ts';
import { isChartSpec } from './spec.ts';

/** The report as a page shows it. Figures say themselves what they stand on: the list of evidence stays behind. */
export type ReportView = Viewed<Omit<Report, 'evidence' | 'figures'>> & {
  readonly figures: number;
  readonly evidence: number;
  readonly baseline: Omit<FoundBaseline, 'sides'>;
};
export type BlockView = Viewed<Block>;
export type SectionView = Viewed<Section>;

const isColumn: Guard<Column> = shape<Column>({ title: isText, align: oneOf('left', 'right') });

const isBlock: Guard<BlockView> = anyOf<BlockView>(
  shape<Viewed<Paragraph>>({ kind: oneOf('paragraph'), text: areInlines }),
  shape<Viewed<List>>({ kind: oneOf('list'), ordered: isFlag, items: listOf(areInlines) }),
  shape<Viewed<ReportTable>>({
    kind: oneOf('table'),
    columns: listOf(isColumn),
    rows: listOf(listOf(areInlines)),
  }),
  shape<Viewed<Chart>>({ kind: oneOf('chart'), id: isText, spec: isChartSpec, caption: areInlines }),
  shape<Viewed<Heading>>({
    kind: oneOf('heading'),
    level: (value): value is Heading['level'] => value === 3 || value === 4,
    text: isText,
  }),
);

const isReport: Guard<ReportView> = shape<ReportView>({
  kind: oneOf('report', 'comparison'),
  title: isText,
  date: orNull(isText),
  generator: isText,
  roots: listOf(shape<Report['roots'][number]>({ label: isText })),
  fingerprint: isText,
  header: listOf(pairOf<string, readonly InlineView[]>(isText, areInlines)),
  sections: listOf(
    shape<SectionView>({
      id: isText,
      title: isText,
      part: oneOf('body', 'appendix'),
      blocks: listOf(isBlock),
    }),
  ),
  figures: isCount,
  evidence: isCount,
  baseline: shape<ReportView['baseline']>({ text: isText, note: orNull(isText) }),
});

export const isReportResult: Guard<ReportView | EmptyState> = anyOf<ReportView | EmptyState>(
  isEmptyState,
  isReport,
);

/** What a report is asked with. */
export interface ReportAsked {
  /** Empty: the project's own title. */
  readonly title: string;
  /** Sections that are left out, by their ids. */
  readonly without: readonly string[];
  readonly baseline: ReportBaseline;
}

export const REPORT_FORMATS = ['md', 'html'] as const;

export interface ReportSaved extends ReportAsked {
  readonly format: (typeof REPORT_FORMATS)[number];
}

export const isReportBaseline: Guard<ReportBaseline> = anyOf<ReportBaseline>(
  shape<Exclude<ReportBaseline, CompareSide>>({ kind: oneOf('set', 'none', 'previous') }),
  isCompareSide,
);

export const isBaselineOrNone: Guard<ReportBaseline | null> = orNull(isReportBaseline);

const ASKED = {
  title: textUpTo(300),
  without: listOf(textUpTo(100), 100),
  baseline: isReportBaseline,
};
export const isReportAsked: Guard<ReportAsked> = shape<ReportAsked>(ASKED);
export const isReportSaved: Guard<ReportSaved> = shape<ReportSaved>({
  ...ASKED,
  format: oneOf(...REPORT_FORMATS),
});
