import { resourceKinds } from '../http/vocabulary';
import { day, moment, number, t, word } from '../language/language';
import { photosText } from '../photos/draftPhotos';
import { PhotosToCheck } from '../photos/photoParts';
import { whereText } from '../places/whereText';
import { timesOfSession, type SessionDraft } from './session';

interface Props { draft: SessionDraft; sending: boolean; send: () => void; change: (field: string) => void }

/** Every answer once more with a way to change it, before anything is sent. */
export function CheckSession({ draft, sending, send, change }: Props) {
  return (
    <div class="stack">
      <p class="note-box">{t('incidents.not_sent_yet')}</p>
      <dl class="answers">
        {answersOf(draft).map(({ field, question, answer }) => (
          <div key={field}>
            <dt>{question}</dt>
            <dd>{answer || t('incidents.not_given')}</dd>
            <dd><button type="button" class="link" onClick={() => change(`outreach-${field}`)}>
              {t('house.change')}<span class="visually-hidden"> {question}</span>
            </button></dd>
          </div>
        ))}
      </dl>
      <PhotosToCheck photos={draft.photos} />
      <button type="button" class="main" disabled={sending} onClick={send}>{t(sending ? 'incidents.sending' : 'incidents.send')}</button>
    </div>
  );
}

/** The answers without a way to change them: the version that somebody else made. */
export function SessionAnswers({ draft }: { draft: SessionDraft }) {
  return (
    <dl class="answers">
      {answersOf(draft).map(({ field, question, answer }) => <div key={field}><dt>{question}</dt><dd>{answer || t('incidents.not_given')}</dd></div>)}
    </dl>
  );
}

interface Answer { field: string; question: string; answer: string }

function answersOf(draft: SessionDraft): Answer[] {
  const times = timesOfSession(draft);
  const words = (vocabulary: string, list: string[]): string => list.map((one) => word(vocabulary, one)).join(', ');
  const answer = (field: string, key: string, text: string): Answer => ({ field, question: t(key), answer: text });
  return [
    answer('kind', 'outreach.kind', word('outreach_kind', draft.kind)),
    answer('where-by', 'outreach.where', whereText(draft.where)),
    answer('date', 'incidents.when', times ? t('house.period', { from: moment(times.startedAt.toISOString()), to: moment(times.endedAt.toISOString()) }) : ''),
    answer('staff', 'outreach.staff', draft.staff),
    answer('partners', 'outreach.partners', words('agency', draft.partners)),
    answer('spokenTo', 'outreach.spoken_to', number(Number(draft.spokenTo))),
    answer('age', 'outreach.age_bands', words('age_band', draft.ageBands)),
    answer('languages', 'outreach.languages', words('spoken_language', draft.languages)),
    answer('resource-wristband', 'outreach.given',
      resourceKinds.filter((kind) => Number(draft.resources[kind]) > 0).map((kind) => `${word('resource_kind', kind)}: ${draft.resources[kind] ?? ''}`).join(', ')),
    answer('no-concern', 'outreach.no_concern', t(draft.noConcern ? 'house.yes' : 'house.no')),
    answer('strengths', 'outreach.strengths', draft.strengths.trim()),
    answer('photos', 'photos.title', photosText(draft.photos)),
    answer('observations', 'outreach.observations', draft.observations.trim()),
    ...draft.diversions.map(({ count, what }, at): Answer => ({
      field: `diversion-${at}`, question: t('outreach.diversion', { n: at + 1 }), answer: t('outreach.diversion_said', { count, what: what.trim() }),
    })),
    ...draft.followUps.map(({ what, owner, due }, at): Answer => ({
      field: `follow-up-${at}`, question: t('outreach.follow_up', { n: at + 1 }),
      answer: [what.trim(), word('agency', owner), due ? day(due) : ''].filter(Boolean).join(', '),
    })),
  ];
}
