import { useEffect, useRef } from 'preact/hooks';
import type { Item } from './doors';
import type { Say } from './TakePart';
import { either, type Language } from './words';

interface QuestionProps {
  item: Item; at: number; of: number; longest: number; said: string; wrong: string | undefined; language: Language; t: Say;
  answer: (value: string) => void; next: () => void; back: () => void;
}

/** One question, whole on the screen of a phone. It may be left out. */
export function Question({ item, at, of, longest, said, wrong, language, t, answer, next, back }: QuestionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const text = either(language, item.textEn, item.textCy);
  useEffect(() => { heading.current?.focus(); window.scrollTo(0, 0); }, []);
  useEffect(() => { document.title = `${wrong ? `${t('error')} ` : ''}${text} – ${t('question', { at, n: of })}`; }, [text, wrong]);
  const head = <h1 tabIndex={-1} ref={heading} id="asked">{text}</h1>;
  const fault = wrong ? <p class="fault" id="fault"><span class="visually-hidden">{t('error')} </span>{wrong}</p> : null;
  const described = ['hint', wrong ? 'fault' : ''].filter(Boolean).join(' ');
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); next(); }}>
      <p class="progress">{t('question', { at, n: of })}</p>
      {item.kind === 'choice' ? (
        <fieldset>
          <legend>{head}</legend>
          {fault}
          {item.choices.map((choice) => (
            <label key={choice.key} class="choice">
              <input type="radio" name={item.key} checked={said === choice.key} onChange={() => answer(choice.key)} />
              <span>{either(language, choice.textEn, choice.textCy)}</span>
            </label>
          ))}
        </fieldset>
      ) : (
        <>
          {head}
          <p class="hint" id="hint">{t('words_hint')}</p>
          {fault}
          <textarea aria-labelledby="asked" aria-describedby={described} aria-invalid={wrong ? true : undefined} rows={5} maxLength={longest} autocomplete="off" value={said}
            onInput={(event) => answer(event.currentTarget.value)} />
          <p class="hint" role="status">{said.length > longest - 100 ? t('left_over', { n: longest - said.length }) : ''}</p>
        </>
      )}
      <div class="ways">
        <button type="submit" class="main">{t(said.trim() ? 'next' : 'leave_out')}</button>
        <button type="button" class="quiet" onClick={back}>{t('back')}</button>
      </div>
    </form>
  );
}
