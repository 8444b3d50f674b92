import { answersOf, type Item, type Refused, type Said } from './doors';
import { NotSent } from './NotSent';
import { type Say, Step } from './TakePart';
import { either, type Language } from './words';

interface CheckProps {
  items: readonly Item[]; said: Said; wrong: Readonly<Record<string, string>>; fault: Refused | null; sending: boolean; language: Language; t: Say;
  change: (at: number) => void; send: () => void; back: () => void;
}

/** All answers once more before they go, and what came of sending them. */
export function Check({ items, said, wrong, fault, sending, language, t, change, send, back }: CheckProps) {
  const some = answersOf(items, said).length > 0;
  return (
    <Step title={t('check')} of={t('title')}>
      {fault ? <Problem fault={fault} items={items} wrong={wrong} language={language} t={t} change={change} /> : <p>{t(some ? 'check_means' : 'nothing')}</p>}
      <dl class="answers">
        {items.map((item, at) => {
          const chosen = item.choices.find(({ key }) => key === said[item.key]);
          const question = either(language, item.textEn, item.textCy);
          return (
            <div key={item.key}>
              <dt>{question}</dt>
              <dd>
                {wrong[item.key] ? <p class="fault">{wrong[item.key]}</p> : null}
                {chosen ? either(language, chosen.textEn, chosen.textCy) : said[item.key]?.trim() || <span class="hint">{t('not_answered')}</span>}
              </dd>
              <dd><button type="button" class="link" aria-label={t('change_what', { question })} onClick={() => change(at + 1)}>{t('change')}</button></dd>
            </div>
          );
        })}
      </dl>
      <div class="ways">
        {some ? <button type="button" class="main" disabled={sending} onClick={send}>{t(sending ? 'sending' : fault ? 'send_again' : 'send')}</button> : null}
        <button type="button" class="quiet" onClick={back}>{t('back')}</button>
      </div>
    </Step>
  );
}

function Problem({ fault, items, wrong, language, t, change }: Pick<CheckProps, 'items' | 'wrong' | 'language' | 't' | 'change'> & { fault: Refused }) {
  const named = items.map((item, at) => ({ item, at: at + 1 })).filter(({ item }) => wrong[item.key]);
  return (
    <NotSent fault={fault} t={t}>
      {named.length > 0 ? (
        <ul>{named.map(({ item, at }) => <li key={item.key}><button type="button" class="link" onClick={() => change(at)}>{either(language, item.textEn, item.textCy)}</button>: {wrong[item.key]}</li>)}</ul>
      ) : null}
    </NotSent>
  );
}
