import { useState } from 'preact/hooks';
import { call } from '../../http/api';
import type { CollectionView, SurveyItemView, TakePartForm } from '../../http/contracts';
import { useLoaded } from '../../http/useLoaded';
import { named, t } from '../../language/language';
import { uuid7 } from '../../offline/uuid7';
import { useAct } from '../../shell/act';
import { ActDialog } from '../../shell/ActDialog';
import { Choices } from '../../shell/Field';
import { Lines } from '../../shell/Line';
import { Loaded } from '../../shell/Loaded';
import { fieldOf } from './keyed';

/** One paper form, keyed in as it is written. */
export function KeyInDialog({ assessment, one, close, done }: { assessment: string; one: CollectionView; close: () => void; done: () => void }) {
  const [id] = useState(() => uuid7());
  const { now, again } = useLoaded<TakePartForm>(`/assessments/${assessment}/collections/${one.id}/form`);
  const [said, setSaid] = useState<Record<string, string>>({});
  const act = useAct('key');
  const send = (items: readonly SurveyItemView[]): void => {
    const survey = items.filter(({ key }) => said[key]?.trim()).map(({ key, kind }) => (kind === 'choice' ? { item: key, choice: said[key] } : { item: key, text: said[key]!.trim() }));
    void act.run(() => call(`/assessments/${assessment}/collections/${one.id}/answers/${id}`, { method: 'POST', body: { survey } })
      .then(done, (problem: unknown) => { throw fieldOf(problem, survey.map(({ item }) => item)); }));
  };
  return (
    <Loaded now={now} again={again} rows={4}>{(form) => (
      <ActDialog id="key" title={t('instruments.key_in')} means={t('instruments.key_means')} act={act} send={() => send(form.survey?.items ?? [])} close={close} button={t('instruments.key_send')}>
        {(form.survey?.items ?? []).map((item) => {
          const change = (value: string): void => setSaid({ ...said, [item.key]: value });
          const label = named(item.textEn, item.textCy);
          return item.kind === 'words'
            ? <Lines key={item.key} id={`key-${item.key}`} label={label} max={form.survey?.longestText ?? 500} value={said[item.key] ?? ''} faults={act.faults} change={change} />
            : (
              <Choices key={item.key} id={`key-${item.key}`} label={label} faults={act.faults}>
                {[...item.choices, { key: '', textEn: t('instruments.not_answered'), textCy: t('instruments.not_answered') }].map((choice, at) => (
                  <label class="choice" key={choice.key}>
                    <input type="radio" id={at === 0 ? `key-${item.key}` : undefined} name={`key-${item.key}`} checked={(said[item.key] ?? '') === choice.key} onChange={() => change(choice.key)} />
                    <span>{named(choice.textEn, choice.textCy)}</span>
                  </label>
                ))}
              </Choices>
            );
        })}
      </ActDialog>
    )}</Loaded>
  );
}
