import { AuditRoom } from './AuditRoom';
import { UnusualRoom } from './UnusualRoom';

/** Rooms of who watches, by name (shell/Rooms.tsx). */
export const rooms = { audit: AuditRoom, unusual: UnusualRoom };
