import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { MyAccount } from '../access/MyAccount';
import { PeopleRoom } from '../access/PeopleRoom';
import { RequestsRoom } from '../access/RequestsRoom';
import { ReviewRoom } from '../access/ReviewRoom';
import { SettingsRoom } from '../access/SettingsRoom';
import { AuditRoom } from '../audit/AuditRoom';
import { UnusualRoom } from '../audit/UnusualRoom';
import { AgreementsRoom } from '../governance/AgreementsRoom';
import { ErasureRoom } from '../governance/ErasureRoom';
import { ExclusionsRoom } from '../governance/ExclusionsRoom';
import { ExportsRoom } from '../governance/ExportsRoom';
import { GlassRoom } from '../governance/GlassRoom';
import { HoldsRoom } from '../governance/HoldsRoom';
import { NoticesRoom } from '../governance/NoticesRoom';
import { OpenedRoom } from '../governance/OpenedRoom';
import { RetentionRoom } from '../governance/RetentionRoom';
import { ShareRoom } from '../governance/ShareRoom';
import { SubjectAccessRoom } from '../governance/SubjectAccessRoom';
import { CaseClosedRoom } from '../incidents/CaseClosedRoom';
import { DeviceRoom } from '../offline/DeviceRoom';
import { OutreachRoom } from '../outreach/OutreachRoom';
import { PartnerSessionsRoom } from '../outreach/PartnerSessionsRoom';
import { ReportsRoom } from '../outreach/ReportsRoom';
import { TasksRoom } from '../outreach/TasksRoom';
import { me } from '../access/session';
import { t } from '../language/language';
import { openRoom, roomsOf, type RoomName } from './roomList';
import { enter } from './view';

const bodies: Record<RoomName, () => JSX.Element> = {
  account: MyAccount,
  notices: NoticesRoom,
  device: DeviceRoom,
  outreach: OutreachRoom,
  partner_sessions: PartnerSessionsRoom,
  tasks: TasksRoom,
  reports: ReportsRoom,
  case_closed: CaseClosedRoom,
  people: PeopleRoom,
  requests: RequestsRoom,
  review: ReviewRoom,
  settings: SettingsRoom,
  agreements: AgreementsRoom,
  exclusions: ExclusionsRoom,
  glass: GlassRoom,
  share: ShareRoom,
  exports: ExportsRoom,
  retention: RetentionRoom,
  holds: HoldsRoom,
  erasure: ErasureRoom,
  subject_access: SubjectAccessRoom,
  audit: AuditRoom,
  unusual: UnusualRoom,
  opened: OpenedRoom,
};

/** Running the house: the rooms that the person may enter, and the one that is open. */
export function Rooms() {
  const open = openRoom();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), [open]);
  const Body = bodies[open];
  return (
    <div class="rooms">
      <RoomList open={open} again={() => title.current?.focus()} />
      <main id="main" tabIndex={-1} class="room">
        <h1 tabIndex={-1} ref={title}>{t(`rooms.${open}`)}</h1>
        <p class="lead">{t(`rooms.${open}_means`)}</p>
        <Body key={open} />
      </main>
    </div>
  );
}

/** A list at the side; on a phone it opens from the name of the room. */
function RoomList({ open, again }: { open: RoomName; again: () => void }) {
  const [unfolded, setUnfolded] = useState(false);
  const choose = (name: RoomName): void => {
    setUnfolded(false);
    if (name === open) again();
    enter(name);
  };
  return (
    <nav class="room-list" aria-label={t('rooms.title')}>
      <button type="button" class="room-toggle" aria-expanded={unfolded} aria-controls="room-names" onClick={() => setUnfolded(!unfolded)}>
        <span>{t('rooms.other')}</span>
      </button>
      <div id="room-names" class={unfolded ? 'unfolded' : ''}>
        {roomsOf(me.value).map(({ group, rooms }) => (
          <section key={group} aria-labelledby={`rooms-${group}`}>
            <h2 id={`rooms-${group}`}>{t(`rooms.group_${group}`)}</h2>
            <ul>
              {rooms.map((name) => (
                <li key={name}>
                  <button type="button" id={`room-${name}`} aria-current={name === open ? 'page' : undefined} onClick={() => choose(name)}>
                    {t(`rooms.${name}`)}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  );
}
