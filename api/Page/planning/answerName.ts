import type { SitingView } from '../http/contracts';
import { moment, t } from '../language/language';

/** What an answer is called: by its name, else by when it was asked. */
export const answerName = ({ asked, at }: SitingView): string => asked.name || t((asked.moved ?? []).length > 0 ? 'planning.answer_tried' : 'planning.answer_of', { moment: moment(at) });
