import { MyAccount } from './MyAccount';
import { PeopleRoom } from './PeopleRoom';
import { RequestsRoom } from './RequestsRoom';
import { ReviewRoom } from './ReviewRoom';
import { SettingsRoom } from './SettingsRoom';

/** Rooms about people and their rights, by name (shell/Rooms.tsx). */
export const rooms = { account: MyAccount, people: PeopleRoom, requests: RequestsRoom, review: ReviewRoom, settings: SettingsRoom };
