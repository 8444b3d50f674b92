import { describe, expect, it } from 'vitest';
import { arrangeBody, arrangeDraft, emptyWanted, fieldOfArrange, missingToArrange, shiftsOf } from './arrange';
import { planDraft, type PlanDraft } from './plans';

const spot = { corner: [300_000, 250_000] as const, by: 'pin' as const, metres: 10 };
const night: PlanDraft = { ...planDraft(undefined, 'en'), kind: 'patrol', day: '2026-07-01', from: '20:00', to: '02:00', lead: 'youth_service', purpose: 'welfare' };

describe('visits to be arranged', () => {
  it('need a base, places and what the plan says', () => {
    expect(missingToArrange({ ...night, lead: '' }).map(({ field }) => field)).toEqual(['plan-lead', 'arrange-base', 'arrange-add']);
    const arrange = { ...night.arrange, base: spot, teams: 'two', wanted: [{ ...emptyWanted(), name: ' ' }] };
    expect(missingToArrange({ ...night, arrange }).map(({ field }) => field)).toEqual(['arrange-teams', 'arrange-1-name', 'arrange-1-spot']);
  });
  it('lie after midnight where their hour is earlier on the clock than the patrol begins', () => {
    const arrange = { ...night.arrange, base: spot, wanted: [{ ...emptyWanted(), name: 'Steps', spot, from: '23:00', to: '00:30' }] };
    expect(missingToArrange({ ...night, arrange })).toEqual([]);
    expect(arrangeBody({ ...night, arrange })).toMatchObject({
      startsAt: '2026-07-01T19:00:00.000Z', endsAt: '2026-07-02T01:00:00.000Z', teams: 1, staff: 2, minutes: 20,
      visits: [{ name: 'Steps', from: '2026-07-01T22:00:00.000Z', to: '2026-07-01T23:30:00.000Z', needed: false }],
    });
  });
  it('are at first those that the plan has, each place once', () => {
    const visit = (name: string, startsAt: string) => ({ name, startsAt, minutes: 15, point: { type: 'Point' as const, coordinates: [-3.4, 52.1] } });
    const shift = { lead: 'police' as const, purpose: 'welfare' as const, startsAt: '2026-07-01T19:00:00Z', endsAt: '2026-07-01T21:00:00Z', staff: 3, visits: [visit('Steps', '2026-07-01T19:10:00Z'), visit('Steps', '2026-07-01T20:10:00Z')] };
    const { wanted, minutes, staff } = arrangeDraft({ plan: { shifts: [shift] } } as never);
    expect([wanted.map(({ name }) => name), minutes, staff]).toEqual([['Steps'], '15', '3']);
    const way = [[-3.4, 52.1], [-3.41, 52.1]].map((coordinates) => ({ type: 'Point' as const, coordinates }));
    expect(shiftsOf({ teams: [{ shift: { ...shift, way }, walkingMinutes: 5, walkingMetres: 300, backAt: '2026-07-01T20:40:00Z' }], leftOut: [], walkingMinutes: 5, byStreets: true, baseFarFromStreets: false }))
      .toMatchObject([{ from: '20:00', to: '22:00', way: [[-3.4, 52.1], [-3.41, 52.1]] }]);
  });
  it.each([['visits[0].name', 'arrange-1-name'], ['visits[2].point.coordinates', 'arrange-3-spot'], ['visits[1].to', 'arrange-2-to'], ['base.point.coordinates', 'arrange-base'], ['endsAt', 'plan-to'], ['teams', 'arrange-teams'], ['visits', 'arrange-add']])(
    '%s is told at %s', (wire, field) => expect(fieldOfArrange(wire)).toBe(field));
});
