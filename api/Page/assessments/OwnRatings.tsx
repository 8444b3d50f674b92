import { call } from '../http/api';
import type { AssessmentFile, OwnRatingsView } from '../http/contracts';
import { weighedContexts } from '../http/vocabulary';
import { FairLines, KeptWording } from '../language/FairLines';
import { number, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { Choices, ErrorSummary } from '../shell/Field';
import { ClashBox } from './ClashBox';
import type { Fields } from './merge';
import { useMerging } from './useMerging';

const why = (context: string): string => `${context}-reason`;
const keep = 'languageReason';

// Flat, so that what was saved elsewhere meanwhile is merged rating by rating.
const fieldsOf = (held: OwnRatingsView | null): Fields => Object.fromEntries([[keep, ''], ...weighedContexts.flatMap((context) => {
  const one = held?.ratings.find((rating) => rating.context === context);
  return [[context, one ? String(one.influence) : ''], [why(context), one?.reason ?? '']];
})]);

const contextOf = (name: string): string => word('context_level', name.replace('-reason', ''));
const labelOf = (name: string): string => (name === keep ? t('language.reason') : name.endsWith('-reason') ? t('assessments.rating_reason', { context: contextOf(name) }) : contextOf(name));

/** A person's own ratings, in private. */
export function OwnRatings({ file: { assessment, weighting: { mine } }, again }: { file: AssessmentFile; again: () => void }) {
  const act = useAct('rating');
  const { fields, set, clash, save } = useMerging<Fields, OwnRatingsView>(mine ?? null, fieldsOf);
  const rated = weighedContexts.filter((context) => fields[context]);
  const send = (): void => void act.run(async () => {
    const reason = fields[keep]?.trim();
    if (await save((version) => call(`/assessments/${assessment.id}/weighting/mine`, {
      method: 'PUT', ifMatch: `"${version}"`,
      body: {
        ratings: rated.map((context) => ({ context, influence: Number(fields[context]), reason: fields[why(context)]?.trim() })),
        ...(reason ? { languageReason: reason } : {}),
      },
    }))) again();
  });
  return (
    <form class="stack private" noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
      <p><strong>{t('assessments.private')}</strong></p>
      <ErrorSummary faults={act.faults} />
      <ClashBox clash={clash} fields={fields} labelOf={(name) => labelOf(String(name))} shown={(_, value) => value} take={set} />
      {weighedContexts.map((context) => (
        <div key={context} class="answer">
          <Choices id={`rating-${context}`} label={word('context_level', context)} hint={t('assessments.influence_hint')}>
            <div class="ratings">
              {['0', '1', '2', '3', '4', '5'].map((influence) => (
                <label class="chip" key={influence}><input type="radio" id={`rating-${context}-${influence}`} name={`rating-${context}`}
                  checked={fields[context] === influence} onChange={() => set({ [context]: influence })} /><span>{number(Number(influence))}</span></label>
              ))}
            </div>
          </Choices>
          <FairLines id={`rating-${context}-reason`} label={t('assessments.rating_reason', { context: word('context_level', context) })} value={fields[why(context)] ?? ''} faults={[]} max={500} rows={2}
            change={(reason) => set({ [why(context)]: reason })} />
        </div>
      ))}
      <KeptWording id="rating-languageReason" texts={weighedContexts.map((context) => fields[why(context)] ?? '')} reason={fields[keep] ?? ''} faults={act.faults} change={(reason) => set({ [keep]: reason })} />
      <button type="submit" class="main" id="rating-save" disabled={act.busy}>{act.busy ? t('house.saving') : t('house.save')}</button>
    </form>
  );
}
