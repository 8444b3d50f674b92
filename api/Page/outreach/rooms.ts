import { CaseClosedRoom } from '../incidents/CaseClosedRoom';
import { DeviceRoom } from '../offline/DeviceRoom';
import { OutreachRoom } from './OutreachRoom';
import { PartnerSessionsRoom } from './PartnerSessionsRoom';
import { ReportsRoom } from './ReportsRoom';
import { TasksRoom } from './TasksRoom';

/** Rooms of who records, by name (shell/Rooms.tsx). */
export const rooms = {
  device: DeviceRoom, outreach: OutreachRoom, tasks: TasksRoom, reports: ReportsRoom, case_closed: CaseClosedRoom, partner_sessions: PartnerSessionsRoom,
};
