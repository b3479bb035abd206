import { t } from '../../l10n.ts';

/** Which way is better, in words. */
export const BETTER = {
  higher: t('higher is better'),
  lower: t('lower is better'),
  none: t('neither way is better'),
} as const;
