import { t } from '../../language/language';

/** A round by its number: the baseline, or a review. */
export const roundName = (round: number): string => (round === 0 ? t('instruments.baseline') : t('instruments.review', { n: round }));
