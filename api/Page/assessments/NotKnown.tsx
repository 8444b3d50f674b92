import type { AssessmentFile } from '../http/contracts';
import { named, t } from '../language/language';
import type { Go } from './steps';

interface Props { file: AssessmentFile; go: Go }

/** What nobody knows: a valid answer, and always told. */
export function NotKnown({ file, go }: Props) {
  return file.notKnown.length === 0 ? null : (
    <section class="part" id="not-known" aria-labelledby="not-known-title">
      <h3 id="not-known-title">{t('assessments.not_known_title')}</h3>
      <p class="hint">{t('assessments.not_known_means')}</p>
      <Prompts file={file} keys={file.notKnown} go={go} />
    </section>
  );
}

/** Prompts by their words, each the way to its answer. */
export function Prompts({ file: { form }, keys, go }: Props & { keys: string[] }) {
  return (
    <ul class="plain-list prompt-links">
      {form.prompts.filter(({ key }) => keys.includes(key)).map(({ key, side, textEn, textCy }) => (
        <li key={key}><button type="button" class="link" onClick={() => go(side, key)}>{named(textEn, textCy)}</button></li>
      ))}
    </ul>
  );
}
