import { beforeAll, describe, expect, it } from 'vitest';
import { loadFairRules } from '../language/fairRules';
import { emptyWhere, pointOf } from '../places/where';
import { draftOfSession, emptySession, faultsOfSession, isEmptySession, sessionBody, timesOfSession, timesText, type SessionDraft } from './session';

const pin = { lonLat: [-4.5, 52.4] as [number, number], accuracyMetres: 20 };
const written: SessionDraft = { ...emptySession(), where: { ...emptyWhere(), by: 'pin', pin }, date: '2026-03-06', from: '22:00', to: '01:30' };

beforeAll(() => loadFairRules());

describe('an outreach session', () => {
  it('may end on the next day', () => {
    const times = timesOfSession(written)!;
    expect((times.endedAt.getTime() - times.startedAt.getTime()) / 3_600_000).toBe(3.5);
  });

  it('is told in British time: the hour that summer takes away does not exist, and its answers come back', () => {
    expect(timesOfSession({ ...written, date: '2026-07-06', from: '22:00', to: '23:00' })!.startedAt.toISOString()).toBe('2026-07-06T21:00:00.000Z');
    expect(timesOfSession({ ...written, date: '2026-03-29', from: '01:30', to: '03:00' })).toBeNull();
    expect(faultsOfSession({ ...written, date: '2026-03-29', from: '01:30', to: '03:00' }, new Date('2026-04-01')).map(({ key }) => key)).toEqual(['when.hour_left_out']);
    const times = timesOfSession(written)!;
    expect(timesText(times.startedAt, times.endedAt)).toEqual({ date: '2026-03-06', from: '22:00', to: '01:30' });
  });

  it('needs a place, a day and times, and says so field by field', () => {
    expect(faultsOfSession(emptySession()).map(({ field }) => field)).toEqual(['outreach-pick-point', 'outreach-date']);
    expect(faultsOfSession({ ...written, to: '' }).map(({ key }) => key)).toEqual(['outreach.to_missing']);
    expect(faultsOfSession({ ...written, staff: '0', spokenTo: 'x' }).map(({ field }) => field)).toEqual(['outreach-staff', 'outreach-spokenTo']);
  });

  it('in which nobody was met is a session', () => {
    expect(faultsOfSession(written, new Date('2026-04-01'))).toEqual([]);
    expect(sessionBody(written)).toMatchObject({ spokenTo: 0, staff: 2, location: { placedBy: 'pin', crs: 'EPSG:4326' } });
  });

  it('that tells more is sent with all of it, and what was left empty is left out', () => {
    const told: SessionDraft = {
      ...written, noConcern: true, partners: ['police'], resources: { wristband: '50', leaflet: '' }, strengths: ' Shop staff look out. ',
      diversions: [{ count: '1', what: 'The river' }], followUps: [{ what: 'Ask about the lamps', owner: 'housing', due: '' }],
    };
    expect(faultsOfSession(told, new Date('2026-04-01'))).toEqual([]);
    expect(JSON.parse(JSON.stringify(sessionBody(told)))).toMatchObject({
      noConcern: true,
      detail: {
        kind: 'walk', partners: ['police'], resources: [{ kind: 'wristband', quantity: 50 }], strengths: 'Shop staff look out.', textLanguage: 'en',
        diversions: [{ count: 1, what: 'The river' }], followUps: [{ what: 'Ask about the lamps', owner: 'housing' }],
      },
    });
    expect(JSON.stringify(sessionBody(written))).not.toContain('textLanguage');
  });

  it('with a wording that blames a child asks for a reason', () => {
    const blaming = { ...written, observations: 'She is placing herself at risk.' };
    expect(faultsOfSession(blaming, new Date('2026-04-01')).map(({ key }) => key)).toEqual(['language.reason_missing']);
    expect(faultsOfSession({ ...blaming, languageReason: 'A quotation' }, new Date('2026-04-01'))).toEqual([]);
  });

  it('of the office says the same again when it is opened in the form', () => {
    const view = {
      id: 'x', version: 3, location: { type: 'Point', coordinates: [-4.5, 52.4] }, precision: 'exact', startedAt: '2026-03-06T22:00:00+00:00',
      endedAt: '2026-03-07T01:30:00+00:00', staff: 3, spokenTo: 7, noConcern: true, agency: 'police',
      detail: {
        kind: 'stall', visits: [{ outcome: 'no_concern', name: 'The bandstand' }], partners: ['police'], resources: [{ kind: 'wristband', quantity: 50 }],
        observations: 'The lamps were out.', textLanguage: 'en', diversions: [{ count: 1, what: 'The river' }], followUps: [{ what: 'Ask', owner: 'housing' }],
      },
    } as unknown as Parameters<typeof draftOfSession>[0];
    const draft = draftOfSession(view);
    expect(draft.version).toBe(3);
    expect(faultsOfSession(draft, new Date('2026-04-01'))).toEqual([]);
    expect(JSON.parse(JSON.stringify(sessionBody(draft)))).toMatchObject({ staff: 3, spokenTo: 7, noConcern: true, startedAt: '2026-03-06T22:00:00.000Z', endedAt: '2026-03-07T01:30:00.000Z', detail: view.detail });
    // The middle of a square of one metre: within a metre of where it was.
    expect(Math.abs(pointOf(draft.where)!.lonLat[1] - 52.4)).toBeLessThan(0.00001);
    const walked = draftOfSession({ ...view, detail: { ...view.detail!, route: [{ type: 'Point', coordinates: [-4.5, 52.4] }, { type: 'Point', coordinates: [-4.51, 52.4] }] } });
    expect(walked.where.by).toBe('route');
  });

  it('in which nothing was written is empty, whatever its id', () => {
    expect(isEmptySession(emptySession())).toBe(true);
    expect(isEmptySession(written)).toBe(false);
  });

  it('is not of the future', () => expect(faultsOfSession(written, new Date('2026-03-01')).map(({ key }) => key)).toEqual(['problem.in_the_future']));
});
