import type { AssessmentView } from '../../http/contracts';
import { t } from '../../language/language';

/** A round by its number: the baseline, or a review. */
export const roundName = (round: number): string => (round === 0 ? t('instruments.baseline') : t('instruments.review', { n: round }));

/** Whether the round under way takes anything: what is asked once the plan is carried out is no baseline. */
export const takesMore = ({ endedOn, round, status }: AssessmentView): boolean => !endedOn && (round > 0 || status !== 'delivering');
