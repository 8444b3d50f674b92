import type { PurposeView } from '../http/contracts';
import { clock, t, word } from '../language/language';

/** A purpose in force, in one line. */
export const purposeLine = ({ purpose, endsAt }: PurposeView): string =>
  t('access.purpose_until', { purpose: word('purpose', purpose ?? ''), time: clock(endsAt) });
