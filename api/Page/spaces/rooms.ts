import { SpacesRoom } from './SpacesRoom';

/** Rooms of places that the partnership works on, by name (shell/Rooms.tsx). */
export const rooms = { spaces: SpacesRoom };
