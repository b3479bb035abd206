import type { BaselineNews } from '../../core/dashboard/baseline-news.ts';
import { isText, listOf, orNull, shape, type Guard } from '../guards.ts';
import type { Viewed } from './figures.ts';
import { areInlines } from './inlines.ts';

export type BaselineNewsView = Viewed<BaselineNews>;

export const isBaselineNews: Guard<BaselineNewsView | null> = orNull(
  shape<BaselineNewsView>({ sentences: listOf(areInlines), note: orNull(isText) }),
);
