import { useState } from 'preact/hooks';
import { call, callForFile, hand } from '../http/api';
import type { ExportView } from '../http/contracts';
import { readChildToken } from '../incidents/childToken';
import { language, moment, t } from '../language/language';
import { useAct } from '../shell/act';
import { ErrorSummary } from '../shell/Field';
import { forgetKept, kept } from '../shell/kept';
import { Line, Lines } from '../shell/Line';
import { Suppressed } from './Suppressed';

/** Everything that is held about one child token, as a package for the person or who speaks for them. */
export function SubjectAccessRoom() {
  const draft = kept('subject access', () => ({ id: crypto.randomUUID(), token: '', reason: '', recipient: '' }));
  const act = useAct('subject');
  const [made, setMade] = useState<ExportView | null>(null);
  const [fetched, setFetched] = useState(false);
  const now = draft.value;
  const set = (part: Partial<typeof now>): void => { draft.value = { ...now, ...part }; };
  const send = (event: Event): void => {
    event.preventDefault();
    const token = readChildToken(now.token);
    const missing = [
      ...(token ? [] : [{ field: 'subject-token', text: () => t('problem.child_token_not_valid') }]),
      ...(now.reason.trim() ? [] : [{ field: 'subject-reason', text: () => t('people.reason_missing') }]),
      ...(now.recipient.trim() ? [] : [{ field: 'subject-recipient', text: () => t('share.recipient_missing') }]),
    ];
    if (missing.length > 0) return act.setFaults(missing);
    void act.run(async () => {
      const body = { token, reason: now.reason.trim(), recipient: now.recipient.trim(), language: language.peek() };
      setMade(await call<ExportView>(`/governance/subject-access/${now.id}`, { method: 'POST', body }));
      setFetched(false);
      forgetKept('subject access');
    });
  };
  if (made) {
    const fetchFile = (): void => void act.run(async () => {
      hand((await callForFile(`/exports/${made.id}/file`)).file, made.fileName);
      setFetched(true);
    });
    return (
      <section class="part">
        <h2>{t('subject_access.made', { n: made.rows })}</h2>
        <p>{t('share.held_back')}: <Suppressed counts={made.suppressed} /></p>
        <p role="status" class="note-box">{t(fetched ? 'share.fetched' : 'share.fetch_once', { moment: moment(made.expiresAt) })}</p>
        <ErrorSummary faults={act.faults} />
        {fetched ? null : <button type="button" class="main" disabled={act.busy} onClick={fetchFile}>{t('share.fetch')}</button>}
        <button type="button" class="quiet" onClick={() => setMade(null)}>{t('subject_access.another')}</button>
      </section>
    );
  }
  return (
    <form class="part" onSubmit={send} noValidate>
      <p class="note-box">{t('subject_access.means')}</p>
      <ErrorSummary faults={act.faults} />
      <Line id="subject-token" label={t('incidents.token')} hint={t('subject_access.token_hint')} max={40} value={now.token} faults={act.faults} change={(token) => set({ token })} />
      <Lines id="subject-reason" label={t('subject_access.reason')} hint={t('subject_access.reason_hint')} value={now.reason} faults={act.faults} change={(reason) => set({ reason })} />
      <Line id="subject-recipient" label={t('share.recipient')} hint={t('subject_access.recipient_hint')} value={now.recipient} faults={act.faults} change={(recipient) => set({ recipient })} />
      <button type="submit" class="main" disabled={act.busy}>{t('subject_access.make')}</button>
    </form>
  );
}
