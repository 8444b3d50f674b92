import type { AssessmentFile } from '../http/contracts';
import { Conference } from './Conference';
import { Goals } from './Goals';
import { RoundsPart } from './RoundsPart';
import type { Part, Side } from './steps';
import { Views } from './Views';
import { Weighting } from './Weighting';

const parts = { views: Views, weighting: Weighting, goals: Goals, conference: Conference, rounds: RoundsPart };

/** A part of the work that is no part of the form. */
export function PlanPart({ part, file, again }: { part: Exclude<Part, Side | null>; file: AssessmentFile; again: () => void }) {
  const Body = parts[part];
  return <Body file={file} again={again} />;
}
