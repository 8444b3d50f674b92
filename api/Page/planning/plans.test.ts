import { describe, expect, it } from 'vitest';
import { after, emptyShift, emptyVisit, endOf, fieldOfPlan, instantAt, missingInPlan, planBody, planDraft, type PlanDraft } from './plans';

const spot = { corner: [300_000, 250_000] as const, by: 'pin' as const, metres: 10 };
const patrol: PlanDraft = {
  ...planDraft(undefined, 'en'), kind: 'patrol', titleEn: 'By the river', day: '2026-10-24', from: '22:00', to: '02:00', lead: 'youth_service', purpose: 'welfare', care: 'We bring drinks.', spot,
};

describe('times of a plan', () => {
  it('are those of British clocks', () => expect([instantAt('2026-07-01', '12:00'), instantAt('2026-12-01', '12:00')]).toEqual(['2026-07-01T11:00:00.000Z', '2026-12-01T12:00:00.000Z']));
  it('go over midnight where the end is earlier on the clock', () => expect(after('2026-07-01', '22:00', '02:00')).toBe('2026-07-02T01:00:00.000Z'));
  it('are five hours from ten to two in the night in which clocks go back', () => {
    // 02:00 comes after the hour that comes twice.
    expect((Date.parse(endOf(patrol)!) - Date.parse(instantAt(patrol.day, patrol.from)!)) / 3_600_000).toBe(5);
  });
  it('of an event end on its last day', () => expect(endOf({ ...patrol, kind: 'event', endDay: '2026-10-27', to: '20:00' })).toBe('2026-10-27T20:00:00.000Z'));
  it('are none where they are no times', () => expect([instantAt('', '12:00'), instantAt('2026-07-01', '')]).toEqual([null, null]));
});

describe('a plan', () => {
  it('needs a lead, a purpose and, for a patrol, why it is felt as care', () => {
    expect(missingInPlan(patrol)).toEqual([]);
    expect(missingInPlan({ ...patrol, lead: '', purpose: '', care: ' ' }).map(({ field }) => field)).toEqual(['lead', 'purpose', 'care']);
    expect(missingInPlan({ ...patrol, kind: 'stall', care: '' })).toEqual([]);
  });
  it('has a visit after midnight on the next day', () => {
    const shift = { ...emptyShift(patrol), visits: [{ ...emptyVisit(), name: 'The bridge', at: '00:30', spot }] };
    const { shifts } = planBody({ ...patrol, day: '2026-07-01', shifts: [{ ...shift, day: '2026-07-01' }] }, [], false) as { shifts: { endsAt: string; visits: { startsAt: string; minutes: number }[] }[] };
    expect(shifts[0]).toMatchObject({ staff: 2, purpose: 'welfare', endsAt: '2026-07-02T01:00:00.000Z', visits: [{ startsAt: '2026-07-01T23:30:00.000Z', minutes: 20 }] });
  });
  it('names spaces only for those who may', () => {
    expect(planBody({ ...patrol, spaceIds: ['a'] }, [], false)).not.toHaveProperty('spaceIds');
    expect(planBody({ ...patrol, spaceIds: ['a'] }, [], true)).toMatchObject({ spaceIds: ['a'] });
  });
  it('is sent without a way of one corner', () => {
    expect(planBody(patrol, [[300_000, 250_000]], false)).not.toHaveProperty('route');
    expect(planBody(patrol, [[300_000, 250_000], [300_100, 250_000]], false)).toMatchObject({ route: [{ type: 'Point' }, { type: 'Point' }] });
  });
});

describe('what the office refuses', () => {
  it.each([
    ['shifts[0].staff', 'plan-shift-1-staff'], ['shifts[1].endsAt', 'plan-shift-2-to'], ['shifts[0].visits[2].minutes', 'plan-shift-1-visit-3-minutes'],
    ['shifts[0].visits[2].startsAt', 'plan-shift-1-visit-3-at'], ['shifts[0].visits[0]', 'plan-shift-1-visit-1-spot'], ['posts[0].name', 'plan-post-1-name'],
    ['hazards[1]', 'plan-hazard-2-spot'], ['hazards[0].note', 'plan-hazard-1-name'], ['endsAt', 'plan-to'], ['location', 'plan-location'], ['route[3]', 'plan-way-shape'], ['care', ''],
  ])('%s is told at %s', (wire, field) => expect(fieldOfPlan(wire)).toBe(field));
});
