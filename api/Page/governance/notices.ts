import { effect, untracked } from '@preact/signals';
import { may, me } from '../access/session';
import { call } from '../http/api';
import type { NoticeList, NoticeView } from '../http/contracts';
import { loader, valueOf } from '../http/loadable';
import { day, has, t, word } from '../language/language';

/** What the person is told; asked at sign-in and whenever the inbox is opened, never by a clock that would keep a session alive. */
export const notices = loader((signal) => call<NoticeList>('/governance/notices', { signal }));

export const unread = (): number => valueOf(notices.now.value)?.unread ?? 0;

effect(() => {
  if (!me.value || !may('see_notices')) notices.clear();
  else untracked(() => void notices.load());
});

/** A notice as a sentence; its values are words and days of the server, never content of a record. */
export function noticeSentence({ kind, values }: NoticeView): string {
  const key = kind === 'role_decided' ? `notice.${kind}_${values['granted'] === 'true' ? 'granted' : 'refused'}` : `notice.${kind}`;
  if (!has(key)) return word('notice_kind', kind);
  const said = { ...values };
  if (said['role']) said['role'] = word('role', said['role']);
  if (said['endsOn']) said['endsOn'] = day(said['endsOn']);
  return t(key, said);
}
