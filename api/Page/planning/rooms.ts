import { CoverageRoom } from './CoverageRoom';
import { PlansRoom } from './PlansRoom';
import { SitesRoom } from './SitesRoom';
import { SitingRoom } from './SitingRoom';

/** Rooms of planning, by name (shell/Rooms.tsx). */
export const rooms = { plans: PlansRoom, siting: SitingRoom, stall_sites: SitesRoom, coverage: CoverageRoom };
