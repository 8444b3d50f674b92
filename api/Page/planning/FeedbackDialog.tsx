import { useState } from 'preact/hooks';
import { call } from '../http/api';
import { t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Choices } from '../shell/Field';
import { Line } from '../shell/Line';
import { emptyFeedback, faultsInFeedback, feedbackBody } from './report';
import { feedbackQuestions } from './words';

/** What people said afterwards, counted and without names. */
export function FeedbackDialog({ id, close, done }: { id: string; close: () => void; done: () => void }) {
  const [draft, setDraft] = useState(emptyFeedback);
  // Questions that nobody answered are not sent: which one the wire means follows from those that were.
  const act = useAct('said', (wire) => (wire.startsWith('counts') ? `said-${feedbackQuestions[0]}` : ''));
  const send = (): void => {
    const missing = faultsInFeedback(draft).map(({ field, key }) => ({ field: `said-${field}`, text: () => t(key) }));
    if (missing.length > 0) act.setFaults(missing);
    else void act.run(() => call(`/planning/activities/${id}/feedback`, { method: 'PUT', body: feedbackBody(draft) }).then(done));
  };
  return (
    <ActDialog id="said" title={t('planning.people_said')} means={t('planning.said_means')} act={act} send={send} close={close} button={t('house.save')}>
      <Line id="said-asked" label={t('planning.how_many_asked')} type="number" width="narrow" max={6} value={draft.asked} faults={act.faults} change={(asked) => setDraft({ ...draft, asked })} />
      {feedbackQuestions.map((question) => {
        const counts = draft.counts[question]!;
        const set = (part: Partial<typeof counts>): void => setDraft({ ...draft, counts: { ...draft.counts, [question]: { ...counts, ...part } } });
        return (
          <Choices key={question} id={`said-${question}`} label={word('feedback_question', question)} faults={act.faults}>
            <div class="filters">
              <Line id={`said-${question}`} label={t('house.yes')} type="number" width="narrow" max={6} value={counts.yes} faults={[]} change={(yes) => set({ yes })} />
              <Line id={`said-${question}-no`} label={t('house.no')} type="number" width="narrow" max={6} value={counts.no} faults={[]} change={(no) => set({ no })} />
              <Line id={`said-${question}-unsure`} label={t('planning.not_sure')} type="number" width="narrow" max={6} value={counts.notSure} faults={[]} change={(notSure) => set({ notSure })} />
            </div>
          </Choices>
        );
      })}
    </ActDialog>
  );
}
