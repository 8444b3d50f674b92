import { AssessmentsRoom } from './AssessmentsRoom';

/** Rooms of the assessment of places, by name (shell/Rooms.tsx). */
export const rooms = { assessments: AssessmentsRoom };
