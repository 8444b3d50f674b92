import { useState } from 'preact/hooks';
import { call } from '../http/api';
import { language, t } from '../language/language';
import { uuid7 } from '../offline/uuid7';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { describedBy, Field } from '../shell/Field';
import { Line } from '../shell/Line';
import { ReasonFields, reasonBody, useReason } from './ReasonFields';
import { inDays } from './circle';

/** What whoever runs the place says to it. */
export function ReplyDialog({ id, close, done }: { id: string; close: () => void; done: () => void }) {
  const [replyId] = useState(() => uuid7());
  const [receivedOn, setReceivedOn] = useState(inDays(0));
  const [textLanguage, setTextLanguage] = useState<string>(language.value);
  const reply = useReason();
  const act = useAct('reply');
  const send = (): void => void act.run(() => call(`/spaces/${id}/venue-replies/${replyId}`, {
    method: 'POST', body: { ...reasonBody(reply, 'text'), textLanguage, receivedOn },
  }).then(done));
  return (
    <ActDialog id="reply" title={t('spaces.reply')} means={t('spaces.reply_means')} act={act} send={send} close={close} button={t('house.save')}>
      <ReasonFields prefix="reply" reason={reply} faults={act.faults} field="text" label="spaces.reply_text" hint="spaces.reply_hint" max={2000} />
      <Field id="reply-textLanguage" label={t('spaces.reply_language')} faults={act.faults}>
        <select id="reply-textLanguage" value={textLanguage} onChange={(event) => setTextLanguage(event.currentTarget.value)} aria-describedby={describedBy('reply-textLanguage', undefined, act.faults)}>
          <option value="en" lang="en">English</option>
          <option value="cy" lang="cy">Cymraeg</option>
        </select>
      </Field>
      <Line id="reply-receivedOn" label={t('spaces.reply_on')} type="date" width="medium" value={receivedOn} faults={act.faults} change={setReceivedOn} />
    </ActDialog>
  );
}
