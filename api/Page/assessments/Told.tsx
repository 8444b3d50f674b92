import type { FormPromptView } from '../http/contracts';
import { t, word } from '../language/language';
import { isBlank, type Draft } from './answer';
import { said } from './presenting';

/** An answer to read; on a wall without exact points. */
export function Told({ draft, prompt: { kind } }: { draft: Draft; prompt: Pick<FormPromptView, 'kind'> }) {
  if (isBlank(draft, kind)) return <p>{t('assessments.unanswered')}</p>;
  return (
    <div class="told">
      {draft.text ? <p class="narrative">{said(draft.text)}</p> : null}
      {kind === 'tick' ? <p>{t(draft.ticked ? 'assessments.agreed' : 'assessments.not_ticked')}</p> : null}
      {draft.rating ? <p><b>{word('prompt_rating', draft.rating)}</b></p> : null}
      {draft.source || draft.grade ? <p class="hint">{[draft.source ? word('source_kind', draft.source) : '', draft.grade ? word('info_grade', draft.grade) : ''].filter(Boolean).join(', ')}</p> : null}
    </div>
  );
}
