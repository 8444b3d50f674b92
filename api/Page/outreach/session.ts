import type { PickedPoint } from '../map/PickPoint';

/** An outreach session as it is being written down; everything is text until it is checked. */
export interface SessionDraft {
  id: string;
  point: PickedPoint | null;
  date: string;
  from: string;
  to: string;
  staff: string;
  spokenTo: string;
}

export const emptySession = (): SessionDraft =>
  ({ id: crypto.randomUUID(), point: null, date: '', from: '', to: '', staff: '2', spokenTo: '0' });

/** From when to when. An end before the start lies on the next day: 22:00 to 01:00. */
export function timesOfSession({ date, from, to }: SessionDraft): { startedAt: Date; endedAt: Date } | null {
  const startedAt = new Date(`${date}T${from}`);
  const endedAt = new Date(`${date}T${to}`);
  if (Number.isNaN(startedAt.getTime()) || Number.isNaN(endedAt.getTime())) return null;
  if (endedAt <= startedAt) endedAt.setDate(endedAt.getDate() + 1);
  return { startedAt, endedAt };
}

/** What is missing or impossible, in the order of the form, with the key of the sentence that says it. The server checks all again. */
export function faultsOfSession(draft: SessionDraft, now = new Date()): { field: string; key: string }[] {
  const faults: { field: string; key: string }[] = [];
  const times = timesOfSession(draft);
  if (!draft.point) faults.push({ field: 'outreach-location', key: 'outreach.where_missing' });
  if (!draft.date) faults.push({ field: 'outreach-date', key: 'outreach.date_missing' });
  else if (!draft.from) faults.push({ field: 'outreach-startedAt', key: 'outreach.from_missing' });
  else if (!draft.to) faults.push({ field: 'outreach-endedAt', key: 'outreach.to_missing' });
  else if (times && times.startedAt > now) faults.push({ field: 'outreach-date', key: 'problem.in_the_future' });
  if (!/^\d{1,2}$/.test(draft.staff) || Number(draft.staff) < 1 || Number(draft.staff) > 50) faults.push({ field: 'outreach-staff', key: 'outreach.staff_wrong' });
  if (!/^\d{1,5}$/.test(draft.spokenTo) || Number(draft.spokenTo) > 10_000) faults.push({ field: 'outreach-spokenTo', key: 'outreach.spoken_to_wrong' });
  return faults;
}

/** The session as the API takes it. Only for a draft without faults. */
export function sessionBody(draft: SessionDraft): object {
  const times = timesOfSession(draft);
  return {
    location: {
      point: { type: 'Point', coordinates: draft.point?.lonLat ?? [] }, placedBy: 'pin', accuracyMetres: draft.point?.accuracyMetres ?? null, crs: 'EPSG:4326',
    },
    startedAt: times?.startedAt.toISOString(), endedAt: times?.endedAt.toISOString(), staff: Number(draft.staff), spokenTo: Number(draft.spokenTo),
  };
}
