import { AgreementsRoom } from './AgreementsRoom';
import { ErasureRoom } from './ErasureRoom';
import { ExclusionsRoom } from './ExclusionsRoom';
import { ExportsRoom } from './ExportsRoom';
import { GlassRoom } from './GlassRoom';
import { HoldsRoom } from './HoldsRoom';
import { NoticesRoom } from './NoticesRoom';
import { OpenedRoom } from './OpenedRoom';
import { RetentionRoom } from './RetentionRoom';
import { ShareRoom } from './ShareRoom';
import { SubjectAccessRoom } from './SubjectAccessRoom';

/** Rooms of sharing and keeping, by name (shell/Rooms.tsx). */
export const rooms = {
  agreements: AgreementsRoom, exclusions: ExclusionsRoom, glass: GlassRoom, share: ShareRoom, exports: ExportsRoom, retention: RetentionRoom,
  holds: HoldsRoom, erasure: ErasureRoom, subject_access: SubjectAccessRoom, notices: NoticesRoom, opened: OpenedRoom,
};
