import { beforeAll, describe, expect, it } from 'vitest';
import type { IncidentView } from '../http/contracts';
import { loadFairRules } from '../language/fairRules';
import { emptyWhen } from '../places/when';
import { emptyWhere } from '../places/where';
import { asIncident, draftOf, emptyDraft, faultsIn, timesOf, type Draft } from './draft';

const now = new Date('2026-11-22T12:00:00Z');
const when = (day: string, from = '', to = ''): Draft['when'] => ({ ...emptyWhen(), day, month: '11', year: '2026', from, to });
const whole = (part: Partial<Draft> = {}): Draft => ({
  ...emptyDraft(), kind: 'harm', when: when('13', '22:00', '02:00'), timeConfidence: 'approximate', harmTypes: ['cse'],
  contextLevel: 'neighbourhood', where: { ...emptyWhere(), pin: { lonLat: [-4.9, 52.4], accuracyMetres: 12 } }, sourceKind: 'practitioner_observed', infoGrade: 'first_hand', unknown: '1', ...part,
});
const fields = (draft: Draft): string[] => faultsIn(draft, now).map((fault) => fault.field);

beforeAll(() => loadFairRules());

describe('an incident being written', () => {
  it('is whole without a narrative or tokens', () => expect(fields(whole())).toEqual([]));
  it('names every empty answer in the order of the form', () => expect(fields(emptyDraft())).toEqual(
    ['kind', 'harm', 'context-level', 'date', 'time-confidence', 'pick-point', 'unknown', 'source-kind', 'info-grade']));
  it('needs a child for harm, and none for a concern about a place', () => {
    expect(fields(whole({ unknown: '0' }))).toEqual(['unknown']);
    expect(fields(whole({ unknown: '0', kind: 'hotspot_report' }))).toEqual([]);
  });
  it('with a challenged wording needs a reason, and drops the reason with the wording', () => {
    const narrative = 'She is placing herself at risk.';
    expect(fields(whole({ narrative }))).toEqual(['narrative-language-reason']);
    expect(fields(whole({ narrative, languageReason: 'Words of the referral.' }))).toEqual([]);
    expect(asIncident(whole({ narrative, languageReason: 'Words of the referral.' })).languageReason).toBe('Words of the referral.');
    expect(asIncident(whole({ narrative: 'Adults are targeting her.', languageReason: 'Words of the referral.' })).languageReason).toBeNull();
  });
  it('cannot lie in the future', () => expect(fields(whole({ when: when('23') }))).toEqual(['date']));
  it('refuses a name in place of a token', () => expect(fields(whole({ children: [{ token: 'Sian', holdingAgency: 'police', ageBand: '13_15' }] })))
    .toEqual(['token-0']));

  it('from 22:00 to 02:00 ends on the next morning', () => {
    const times = timesOf(whole());
    expect(times!.to.getTime() - times!.from.getTime()).toBe(4 * 3_600_000);
  });
  it('without times spans the day', () => {
    const times = timesOf(whole({ when: when('13') }));
    expect([times!.from.toISOString(), times!.to.toISOString()]).toEqual(['2026-11-13T00:00:00.000Z', '2026-11-13T23:59:00.000Z']);
  });

  it('by grid reference is sent in National Grid metres with the radius of its square', () => {
    const { location } = asIncident(whole({ where: { ...emptyWhere(), by: 'grid_ref', gridReference: 'SN 45 60' } }));
    expect(location).toMatchObject({
      crs: 'EPSG:27700', placedBy: 'grid_ref', accuracyMetres: 708, point: { coordinates: [245_500, 260_500] },
    });
  });
  it('a concern about a place is sent without children', () => {
    expect(asIncident(whole({ kind: 'hotspot_report', unknown: '3' }))).toMatchObject({ children: [], childrenUnknownCount: 0 });
  });
});

describe('a correction', () => {
  it('sends back what the form does not show: how restricted the record is, and why its text may stay', () => {
    const recorded = {
      ...asIncident(whole({ narrative: 'A man called Rhys waited.' })), id: '1', version: 3, sourceAgency: 'police', sensitivity: 'restricted', identifyingReason: 'Asked for.',
      childrenKnownCount: 0, narrativeLanguage: 'en', point: null, placedBy: null, accuracyMetres: null, placeId: 'p', children: [],
    } as unknown as IncidentView;
    expect(asIncident(draftOf(recorded))).toMatchObject({ sensitivity: 'restricted', identifyingReason: 'Asked for.', sourceAgency: 'police' });
  });
  it('keeps a range of several days, to the second, until somebody changes it', () => {
    const recorded = { ...asIncident(whole()), occurredFrom: '2026-11-13T22:00:31Z', occurredTo: '2026-11-16T02:00:00Z', children: [] } as unknown as IncidentView;
    expect(timesOf(draftOf(recorded))).toEqual({ from: new Date('2026-11-13T22:00:31Z'), to: new Date('2026-11-16T02:00:00Z') });
    expect(fields(draftOf(recorded))).not.toContain('date');
  });
  it('sends the place in the writer’s words after what was written, and moves no point for it', () => {
    const noted = whole({ narrative: 'Adults waited.', where: { ...whole().where, note: ' behind the bins ' } });
    expect(asIncident(noted)).toMatchObject({ location: { point: { coordinates: [-4.9, 52.4] } } });
    expect(fields({ ...noted, where: { ...noted.where, note: 'She is placing herself at risk.' } })).toEqual(['where-note']);
    expect(asIncident(noted).narrative).toMatch(/^Adults waited\.\n\n/);
  });
  it('drops a reason together with the text that it was for', () =>
    expect(asIncident(whole({ narrative: ' ', identifyingReason: 'Asked for.' })).identifyingReason).toBeNull());

  it('seen in a session carries its id, and none where the writer took it away', () => {
    const seen = { ...emptyDraft(), session: { id: '0196a000-0000-7000-8000-00000000beef', day: '2026-03-06' } };
    expect(asIncident(seen)).toMatchObject({ outreachSessionId: '0196a000-0000-7000-8000-00000000beef' });
    expect(asIncident({ ...seen, session: null })).not.toHaveProperty('outreachSessionId');
  });
});
