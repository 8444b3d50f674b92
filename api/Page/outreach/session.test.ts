import { describe, expect, it } from 'vitest';
import { emptySession, faultsOfSession, sessionBody, timesOfSession } from './session';

const written = { ...emptySession(), point: { lonLat: [-4.5, 52.4] as [number, number], accuracyMetres: 20 }, date: '2026-03-06', from: '22:00', to: '01:30' };

describe('an outreach session', () => {
  it('may end on the next day', () => {
    const times = timesOfSession(written)!;
    expect((times.endedAt.getTime() - times.startedAt.getTime()) / 3_600_000).toBe(3.5);
  });

  it('needs a place, a day and times, and says so field by field', () => {
    expect(faultsOfSession(emptySession()).map(({ field }) => field)).toEqual(['outreach-location', 'outreach-date']);
    expect(faultsOfSession({ ...written, to: '' }).map(({ key }) => key)).toEqual(['outreach.to_missing']);
    expect(faultsOfSession({ ...written, staff: '0', spokenTo: 'x' }).map(({ field }) => field)).toEqual(['outreach-staff', 'outreach-spokenTo']);
  });

  it('in which nobody was met is a session', () => {
    expect(faultsOfSession(written, new Date('2026-04-01'))).toEqual([]);
    expect(sessionBody(written)).toMatchObject({ spokenTo: 0, staff: 2, location: { placedBy: 'pin', crs: 'EPSG:4326' } });
  });

  it('is not of the future', () => expect(faultsOfSession(written, new Date('2026-03-01')).map(({ key }) => key)).toEqual(['problem.in_the_future']));
});
