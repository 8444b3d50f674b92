import { useState } from 'preact/hooks';
import type { FormPromptView } from '../http/contracts';
import { FairLines } from '../language/FairLines';
import { t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Radios } from '../shell/OneOf';
import { keyFor, kindsOf } from './formVersion';
import type { Side } from './steps';

const texts = ['textEn', 'textCy', 'guidanceEn', 'guidanceCy'] as const;
const labels = { textEn: 'assessments.form_text_en', textCy: 'assessments.form_text_cy', guidanceEn: 'assessments.form_guidance_en', guidanceCy: 'assessments.form_guidance_cy' };

/** A prompt of the next version, new or worded anew, in both languages. It is sent with the version, not before. */
export function PromptDialog({ side, prompt, taken, close, done }: { side: Side; prompt: FormPromptView | null; taken: string[]; close: () => void; done: (next: FormPromptView) => void }) {
  const kinds = kindsOf(side);
  const [kind, setKind] = useState<string>(prompt?.kind ?? kinds[0]!);
  const [said, setSaid] = useState<Record<string, string>>(() => Object.fromEntries(texts.map((name) => [name, prompt?.[name] ?? ''])));
  const act = useAct('prompt');
  const of = (name: typeof texts[number]): string => said[name]?.trim() ?? '';
  const put = (): void => {
    const lacks = texts.filter((name) => !of(name) && (name === 'textEn' || name === 'textCy' || of(name === 'guidanceEn' ? 'guidanceCy' : 'guidanceEn')));
    if (lacks.length > 0) { act.setFaults(lacks.map((name) => ({ field: `prompt-${name}`, text: () => t('problem.field_missing') }))); return; }
    done({
      key: prompt?.key ?? keyFor(of('textEn'), taken), side, kind: kind as FormPromptView['kind'], textEn: of('textEn'), textCy: of('textCy'),
      guidanceEn: of('guidanceEn') || null, guidanceCy: of('guidanceCy') || null,
    });
  };
  return (
    <ActDialog id="prompt" title={t(prompt ? 'assessments.form_word' : 'assessments.form_add')} means={word('form_side', side)} act={act} send={put} close={close} button={t('house.done')}>
      {kinds.length > 1 && !prompt ? <Radios id="prompt-kind" label={t('assessments.form_kind')} words="prompt_kind" options={kinds} chosen={kind} faults={act.faults} choose={setKind} /> : null}
      {texts.map((name) => (
        <FairLines key={name} id={`prompt-${name}`} label={t(labels[name])} {...(name.startsWith('guidance') ? { hint: t('house.optional') } : {})} value={said[name] ?? ''} faults={act.faults} max={300} rows={2}
          change={(text) => setSaid({ ...said, [name]: text })} />
      ))}
    </ActDialog>
  );
}
