import { effect } from '@preact/signals';
import { me } from '../access/session';
import type { Me } from '../http/contracts';
import { land, room, view } from './view';

/** The rooms beside the map, in groups; each is entered with one of its permissions. */
const groups = {
  yours: { account: ['see_own_account'], notices: ['see_notices'] },
  recording: {
    device: ['record_incidents', 'record_outreach'], outreach: ['record_outreach', 'see_outreach'], partner_sessions: ['record_outreach'],
    tasks: ['see_environment_tasks'],
    reports: ['record_outreach'], case_closed: ['close_cases'],
  },
  places: { spaces: ['see_spaces', 'see_space_areas'], assessments: ['see_assessments'] },
  planning: { plans: ['see_plans'], siting: ['see_sites'], stall_sites: ['see_sites'], coverage: ['see_sites'] },
  people: { people: ['manage_people'], requests: ['approve_roles'], review: ['approve_roles'], settings: ['manage_access_settings'] },
  sharing: {
    agreements: ['see_agreements'], exclusions: ['manage_exclusions'], glass: ['break_glass'], share: ['export'], exports: ['see_exports'],
  },
  keeping: {
    retention: ['manage_retention'], holds: ['manage_retention'], erasure: ['manage_retention'],
    subject_access: ['answer_subject_access'],
  },
  watching: { audit: ['see_audit'], unusual: ['see_audit'], opened: ['see_audit'] },
} as const;

type Groups = typeof groups;
export type GroupName = keyof Groups;
export type RoomName = { [Group in GroupName]: keyof Groups[Group] }[GroupName];

/** What the person may enter, group by group; a group without a room for them is left out. */
export function roomsOf(person: Me | null | undefined): { group: GroupName; rooms: RoomName[] }[] {
  const permissions = new Set(person?.permissions ?? []);
  return (Object.entries(groups) as [GroupName, Record<string, readonly string[]>][])
    .map(([group, rooms]) => ({
      group,
      rooms: Object.entries(rooms).filter(([, wanted]) => wanted.some((one) => permissions.has(one))).map(([name]) => name as RoomName),
    }))
    .filter(({ rooms }) => rooms.length > 0);
}

/** The room on screen: the one asked for, if the person may enter it, else the first that is their work. */
export function openRoom(): RoomName {
  const found = roomsOf(me.value);
  const all = found.flatMap(({ rooms }) => rooms);
  const work = found.find(({ group }) => group !== 'yours');
  // Without the map, work begins in the first room of it; for who plans and records nothing, in the plans; for others the way in is their own account.
  const first = !seesTheMap() ? work?.rooms[0] : plansAlone() ? 'plans' as const : undefined;
  return all.find((name) => name === room.value) ?? first ?? all[0] ?? 'account';
}

/** Whether somebody plans and reads no record: their work begins in the plans, not on the map. */
const plansAlone = (): boolean => {
  const may = me.value?.permissions ?? [];
  return may.includes('change_plans') && !may.includes('see_incidents');
};
effect(() => { if (plansAlone()) land('plans'); });

/** Whether the map holds anything for the person; who runs the house sees no content and works in the rooms alone. */
export const seesTheMap = (): boolean =>
  ['see_incidents', 'see_hotspots', 'record_incidents'].some((one) => me.value?.permissions.includes(one));

/** Whether the rooms are on screen instead of the map. */
export const inRooms = (): boolean => view.value === 'rooms' || !seesTheMap();
