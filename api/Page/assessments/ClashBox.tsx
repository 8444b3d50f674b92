import { useEffect, useRef } from 'preact/hooks';
import { moment, t } from '../language/language';
import type { Fields } from './merge';
import type { Clash } from './useMerging';

interface Props<Form extends Fields> {
  clash: Clash<Form> | null;
  fields: Form;
  labelOf: (name: keyof Form) => string;
  /** A field's value as people read it. */
  shown: (name: keyof Form, value: string) => string;
  take: (part: Partial<Form>) => void;
}

/** Somebody else was faster: what of theirs stands in the form now, and where both wrote, both; nothing is sent before the person looked. */
export function ClashBox<Form extends Fields>({ clash, fields, labelOf, shown, take }: Props<Form>) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), [clash]);
  if (!clash) return null;
  const open = clash.both.filter((name) => fields[name]?.trim() !== clash.other[name]?.trim());
  return (
    <section class="overtaken" aria-labelledby="clash-title">
      <h3 id="clash-title" tabIndex={-1} ref={head}>{t('assessments.clash')}</h3>
      <p>{clash.editedBy && clash.editedAt ? t('assessments.clash_by', { who: clash.editedBy, when: moment(clash.editedAt) }) : t('assessments.clash_own')}</p>
      {clash.theirs.length > 0 ? <p>{t('assessments.clash_taken', { what: clash.theirs.map(labelOf).join(', ') })}</p> : null}
      {open.length > 0 ? (
        <>
          <p>{t('assessments.clash_both')}</p>
          <dl class="clash">
            {open.map((name) => (
              <div key={String(name)}>
                <dt>{labelOf(name)}</dt>
                <dd><b>{t('assessments.clash_theirs')}</b> {shown(name, clash.other[name] ?? '') || t('assessments.clash_empty')}</dd>
                <dd><button type="button" class="quiet" id={`clash-${String(name)}`} onClick={() => take({ [name]: clash.other[name] } as Partial<Form>)}>
                  {t('assessments.take_theirs')}<span class="visually-hidden">: {labelOf(name)}</span></button></dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
      <p class="hint">{t('assessments.clash_save')}</p>
    </section>
  );
}
