import { VERDICTS } from '../../core/compare/verdict-words.ts';
import type { Code, FigureInline, FileLink, Inline, VerdictInline, Words } from '../../core/report/inline.ts';
import { anyOf, isCount, isText, listOf, oneOf, orNull, shape, type Guard } from '../guards.ts';
import { isFigureView, type Viewed } from './figures.ts';

/** A piece of a sentence as a page shows it. */
export type InlineView = Viewed<Inline>;

const isInline: Guard<InlineView> = anyOf<InlineView>(
  shape<Viewed<Words>>({ kind: oneOf('words'), text: isText }),
  shape<Viewed<Code>>({ kind: oneOf('code'), text: isText }),
  shape<Viewed<FigureInline>>({ kind: oneOf('figure'), figure: isFigureView }),
  shape<Viewed<FileLink>>({ kind: oneOf('file'), root: isCount, path: isText, line: orNull(isCount) }),
  shape<Viewed<VerdictInline>>({ kind: oneOf('verdict'), verdict: oneOf(...VERDICTS) }),
);

/** A sentence. */
export const areInlines: Guard<readonly InlineView[]> = listOf(isInline);
