import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Check } from './Check';
import { type Answers, answersOf, type Form, handIn, itemOf, readForm, type Received, Refused, type Said, tokenOf } from './doors';
import { DrawMap } from './DrawMap';
import { DeleteOwnMap, OwnCode } from './OwnMap';
import { Question } from './Question';
import { type Drawn, nothingDrawn } from './squares';
import { either, dayText, firstLanguage, say, type Language } from './words';

/** Words of the page in the language on screen. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

// 0 is the first page; then one page for each question; then the check; then that all was received.
const start = 0;
// Where paper leads whoever drew on it: they hold a code and no link.
const deletionHash = '#delete';

/** Those who answer: one question a page, a check, and "received" on a receipt alone. Everything said is kept in memory, and nowhere else. */
export function TakePart() {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [form, setForm] = useState<Form | null>(null);
  const [fault, setFault] = useState<Refused | null>(null);
  const [at, setAt] = useState(start);
  const [said, setSaid] = useState<Said>({});
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [sending, setSending] = useState(false);
  const [received, setReceived] = useState<Received | null>(null);
  const [drawn, setDrawn] = useState<Drawn>(nothingDrawn);
  const [deleting, setDeleting] = useState(() => location.hash === deletionHash);
  const token = useMemo(() => tokenOf(location.hash), []);
  const send = useMemo(() => handIn(token), [token]);
  const t: Say = (key, values) => say(language, key, values);

  const load = (): void => {
    setFault(null);
    readForm(token, language).then(setForm, (refused: unknown) => setFault(refused as Refused));
  };
  useEffect(load, []);
  useEffect(() => { document.documentElement.lang = language; }, [language]);
  // The browser's own way back goes one question back, and keeps every answer.
  useEffect(() => {
    history.replaceState({ at: start }, '');
    const back = (event: PopStateEvent): void => { setFault(null); setAt((event.state as { at?: number } | null)?.at ?? start); };
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, []);

  const items = form?.survey?.items ?? [];
  const go = (to: number): void => { setFault(null); setAt(to); history.pushState({ at: to }, ''); };
  const answer = (key: string, value: string): void => {
    setSaid({ ...said, [key]: value });
    if (wrong[key]) setWrong({ ...wrong, [key]: '' });
  };
  const sendAll = async (what: Answers): Promise<void> => {
    if (sending) return;
    setSending(true);
    setFault(null);
    try {
      setReceived(await send(what, language));
      setSaid({});
      setDrawn(nothingDrawn);
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      const faults = Object.fromEntries(refused.fields.map(({ field, code, message }) => [itemOf(items, said, field) ?? '', code === 'text_may_identify' ? t('may_identify') : message]));
      delete faults[''];
      setWrong(faults);
      setFault(refused);
    } finally {
      setSending(false);
    }
  };

  const asked = items[at - 1];
  return (
    <>
      <header class="top">
        <button type="button" class="leave" onClick={() => location.replace('leave.html')}>{t('leave')}</button>
        <button type="button" class="language" lang={language === 'en' ? 'cy' : 'en'} onClick={() => setLanguage(language === 'en' ? 'cy' : 'en')}>{t('other_language')}</button>
      </header>
      <main>
        {deleting ? <DeleteOwnMap language={language} t={t} back={() => setDeleting(false)} />
          : !form ? fault ? <Closed fault={fault} t={t} again={load} /> : <p role="status">{t('loading')}</p>
          : received ? <Step title={t('received')} of={t('title')}>{received.code ? <OwnCode code={received.code} t={t} /> : null}<p>{t('received_means', { day: dayText(language, form.closesOn) })}</p><Talk form={form} t={t} /></Step>
          : at === start ? <First form={form} language={language} t={t} begin={() => go(1)} />
          : form.map ? (
            <DrawMap form={form.map} drawn={drawn} draw={setDrawn} fault={fault} sending={sending} language={language} t={t} send={(map) => void sendAll({ map })} back={() => history.back()} />
          ) : asked ? (
            <Question key={asked.key} item={asked} at={at} of={items.length} longest={form.survey?.longestText ?? 500} said={said[asked.key] ?? ''} wrong={wrong[asked.key]}
              language={language} t={t} answer={(value) => answer(asked.key, value)} next={() => go(Object.keys(wrong).some((key) => wrong[key]) ? items.length + 1 : at + 1)} back={() => history.back()} />
          ) : <Check items={items} said={said} wrong={wrong} fault={fault} sending={sending} language={language} t={t} change={go} send={() => void sendAll({ survey: answersOf(items, said) })} back={() => history.back()} />}
      </main>
      <footer>
        {form ? <p class="label">{either(language, form.labelEn, form.labelCy)}</p> : null}
        {!deleting && !received && (form ? form.map && at === start : fault) ? <button type="button" class="link" id="own-map" onClick={() => setDeleting(true)}>{t('safety_map_draw.delete')}</button> : null}
      </footer>
    </>
  );
}

/** One page of the way, with its heading, which takes the focus: whoever hears the page knows that it is another. */
export function Step({ title, of, children, before }: { title: string; of: string; before?: ComponentChildren; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => { heading.current?.focus(); window.scrollTo(0, 0); }, []);
  useEffect(() => { document.title = `${title} – ${of}`; }, [title, of]);
  return <section>{before}<h1 tabIndex={-1} ref={heading}>{title}</h1>{children}</section>;
}

const isYoung = (form: Form): boolean => form.instrument === 'survey_young_people' || form.instrument === 'safety_map';

function First({ form, language, t, begin }: { form: Form; language: Language; t: Say; begin: () => void }) {
  const place = either(language, form.placeNameEn, form.placeNameCy);
  return (
    <Step title={t(isYoung(form) ? 'about_here_young' : 'about_here')} of={t('title')} before={place ? <p class="place">{place}</p> : null}>
      <p>{form.map ? t('safety_map_draw.how_long') : t('how_long', { n: form.survey?.items.length ?? 0 })} {t('until', { day: dayText(language, form.closesOn) })}</p>
      <p class="promise">{either(language, form.promiseEn, form.promiseCy)}</p>
      <button type="button" class="main" onClick={begin}>{t('start')}</button>
      <Talk form={form} t={t} />
    </Step>
  );
}

const Talk = ({ form, t }: { form: Form; t: Say }) => <p class="talk">{t(isYoung(form) ? 'talk_young' : 'talk')}</p>;

const closed: Record<string, string> = { link_not_valid: 'link_bad', link_closed: 'link_closed', link_not_open_yet: 'link_later' };

function Closed({ fault, t, again }: { fault: Refused; t: Say; again: () => void }) {
  const key = closed[fault.code];
  if (key) return <Step key={key} title={t(key)} of={t('title')}><p>{key === 'link_later' ? fault.title : t(`${key}_means`)}</p></Step>;
  return (
    <Step key={fault.code} title={t(fault.code === 'too_many_requests' ? 'busy' : 'unreached')} of={t('title')}>
      <p>{t(fault.code === 'too_many_requests' ? 'busy_means' : 'unreached_means')}</p>
      <button type="button" class="main" onClick={again}>{t('again')}</button>
    </Step>
  );
}
