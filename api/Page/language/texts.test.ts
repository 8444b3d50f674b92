import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import cy from '@texts/text.cy.json';
import en from '@texts/text.en.json';
import * as vocabulary from '../http/vocabulary';
import { textFrom, type TextFile } from './language';
import * as planning from '../planning/words';
import { roomWords } from './roomWords';

const files: Record<'en' | 'cy', TextFile> = { en, cy };
const keysOf = (file: TextFile): string[] => Object.entries(file).flatMap(([section, words]) => Object.keys(words).map((name) => `${section}.${name}`));
const slots = (sentence: string): string[] => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, slot]) => slot!).sort();

describe('the two text files', () => {
  it('hold the same keys', () => expect(keysOf(files.cy).sort()).toEqual(keysOf(files.en).sort()));

  it('have the same placeholders in each sentence', () => {
    for (const [section, words] of Object.entries(files.en))
      for (const [name, sentence] of Object.entries(words))
        expect([`${section}.${name}`, slots(files.cy[section]![name]!)]).toEqual([`${section}.${name}`, slots(sentence)]);
  });

  it('leave nothing empty', () => {
    for (const file of Object.values(files))
      for (const words of Object.values(file)) for (const sentence of Object.values(words)) expect(sentence.trim()).not.toBe('');
  });

  it('know all six Welsh plural forms wherever a count is said', () => {
    const counted = new Set(keysOf(files.en).filter((key) => key.includes('#')).map((key) => key.split('#')[0]!));
    for (const key of counted)
      for (const form of ['zero', 'one', 'two', 'few', 'many', 'other']) expect(keysOf(files.cy)).toContain(`${key}#${form}`);
  });

  it('have a word for every member of every vocabulary that a form offers', () => {
    const sections = {
      harm_type: vocabulary.harmTypes, context_level: vocabulary.contextLevels, source_kind: vocabulary.sourceKinds,
      info_grade: vocabulary.infoGrades, incident_kind: vocabulary.incidentKinds, time_confidence: vocabulary.timeConfidences,
      age_band: vocabulary.ageBands, agency: vocabulary.agencies, role: vocabulary.roles, permission: vocabulary.permissions,
      outreach_kind: vocabulary.outreachKinds, resource_kind: vocabulary.resourceKinds, spoken_language: vocabulary.spokenLanguages,
      session_column: vocabulary.sessionColumns, partner_row_state: vocabulary.partnerRowStates,
      environment_defect: vocabulary.environmentDefects, environment_task_status: vocabulary.environmentTaskStatuses,
      place_type: vocabulary.placeTypes, owner_type: vocabulary.ownerTypes, space_status: vocabulary.spaceStatuses,
      space_sensitivity: vocabulary.spaceSensitivities, concern_band: vocabulary.concernBands,
      assessment_status: vocabulary.assessmentStatuses, form_side: vocabulary.formSides, prompt_rating: vocabulary.promptRatings,
      observation_time: vocabulary.observationTimes, observed_weather: vocabulary.observedWeathers, guardian_role: vocabulary.guardianRoles,
      week_time: vocabulary.weekTimes, guardian_training: vocabulary.guardianTrainings, group_size: vocabulary.groupSizes, group_meaning: vocabulary.groupMeanings,
      peer_link_kind: vocabulary.peerLinkKinds, route_mode: vocabulary.routeModes, route_time: vocabulary.routeTimes, route_feeling: vocabulary.routeFeelings,
      purpose: vocabulary.purposes, data_item: vocabulary.dataItems, export_subject: vocabulary.exportSubjects, export_format: [...vocabulary.exportFormats, ...vocabulary.reportFormats],
      report_part: vocabulary.reportParts,
      host_trust: planning.hostTrusts, bus_access: planning.busAccesses, stall_time: planning.stallTimes, siting_aim: planning.sitingAims, site_part: planning.siteParts,
      activity_kind: planning.activityKinds, activity_status: planning.activityStatuses, activity_purpose: planning.activityPurposes, post_kind: planning.postKinds,
      hazard_kind: planning.hazardKinds, tally_kind: planning.tallyKinds, feedback_question: planning.feedbackQuestions, footfall_mark: planning.marks,
      safety_mark: planning.marks, welsh_staff: planning.yesNo,
    };
    for (const [section, members] of Object.entries(sections))
      for (const member of members) expect(files.cy[section]).toHaveProperty(member);
  });
});

describe('Welsh counts', () => {
  // Mutations after numbers: soft after 2 (dau blentyn), aspirate after 3 and 6 (tri phlentyn, chwe phlentyn).
  it.each([[0, '0 plentyn'], [1, '1 plentyn'], [2, '2 blentyn'], [3, '3 phlentyn'], [4, '4 plentyn'], [6, '6 phlentyn'], [11, '11 plentyn']])(
    'of %i children', (n, said) => expect(textFrom(files.cy, 'cy', 'hotspots.children', { n })).toBe(said));

  it('an absent key answers with itself', () => expect(textFrom(files.en, 'en', 'house.nothing_here', {})).toBe('house.nothing_here'));
});

describe('the code', () => {
  const sources = readdirSync(new URL('..', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/node_modules|\.test\.|api-types/.test(name))
    .map((name) => ({ name, text: readFileSync(new URL(`../${name}`, import.meta.url), 'utf8') }));

  it('uses only keys that the files hold', () => {
    const known = new Set(keysOf(files.en).map((key) => key.split('#')[0]));
    const missing = sources.flatMap(({ name, text }) => [...text.matchAll(/'([a-z_]+\.[a-z_]+)'/g)]
      .map(([, key]) => key!).filter((key) => key.split('.')[0]! in files.en && !known.has(key)).map((key) => `${name}: ${key}`));
    expect(missing).toEqual([]);
  });

  it('holds no sentence of its own', () => {
    const spoken = sources.filter(({ name }) => name.endsWith('.tsx'))
      .flatMap(({ name, text }) => [...text.matchAll(/>([^<>{}\n]*[A-Za-z]{3,} [A-Za-z]{2,}[^<>{}\n]*)<\//g)].map(([, words]) => `${name}: ${words}`));
    expect(spoken).toEqual([]);
  });
});

describe('the words that come with the first room', () => {
  it('are sections that there are, each once', () => {
    expect(roomWords.filter((section) => !(section in files.en))).toEqual([]);
    expect(new Set(roomWords).size).toBe(roomWords.length);
  });

  // Rooms load them (shell/Rooms.tsx); whatever else said one of them would show its key.
  it('are said by rooms alone', () => {
    const inRooms = /^(assessments|audit|planning|takepart)\/|^access\/(My|People|Person|Requests|Review|Settings)|^governance\/(?!notices)|^outreach\/Partner|^shell\/FileColumns\.tsx$/;
    const sources = (readdirSync('.', { recursive: true, encoding: 'utf8' }))
      .map((file) => file.replaceAll('\\', '/')).filter((file) => /\.tsx?$/.test(file) && !/node_modules|\.test\.|^(vite\.config|language\/roomWords|http\/vocabulary)\.ts$/.test(file) && !inRooms.test(file));
    expect(sources.length).toBeGreaterThan(100);
    const elsewhere = sources.flatMap((file) => {
      const source = readFileSync(file, 'utf8');
      return roomWords.filter((section) => new RegExp(`['"\`]${section}\\.|word\\(['"]${section}['"]|words=['"]${section}['"]|textKeys\\(['"]${section}['"]`).test(source)).map((section) => `${file}: ${section}`);
    });
    expect(elsewhere).toEqual([]);
  });
});
