import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { me } from '../access/session';
import { speakOfRooms, t } from '../language/language';
import { lazy } from './lazy';
import { openRoom, roomsOf, type RoomName } from './roomList';
import { enter } from './view';

// Rooms that the same people enter come together: one part for who records, one for who runs the house, and so on.
const bodies: Record<RoomName, ComponentType> = {
  ...parted(() => import('../access/rooms'), ['account', 'people', 'requests', 'review', 'settings']),
  ...parted(() => import('../outreach/rooms'), ['device', 'outreach', 'tasks', 'reports', 'case_closed', 'partner_sessions']),
  ...parted(() => import('../spaces/rooms'), ['spaces']),
  ...parted(() => import('../assessments/rooms'), ['assessments']),
  ...parted(() => import('../planning/rooms'), ['plans', 'siting', 'stall_sites', 'coverage']),
  ...parted(() => import('../governance/rooms'),
    ['notices', 'agreements', 'exclusions', 'glass', 'share', 'exports', 'retention', 'holds', 'erasure', 'subject_access', 'opened']),
  ...parted(() => import('../audit/rooms'), ['audit', 'unusual']),
};

function parted<Name extends RoomName>(load: () => Promise<{ rooms: Record<Name, ComponentType> }>, names: Name[]): Record<Name, ComponentType> {
  return Object.fromEntries(names.map((name) => [name, lazy(async () => (await Promise.all([load(), speakOfRooms()]))[0].rooms[name])])) as Record<Name, ComponentType>;
}

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
