import { agencies, purposes, roles } from '../http/vocabulary';
import { t } from '../language/language';
import type { Fault } from '../shell/Field';
import { Line } from '../shell/Line';
import { Select } from '../shell/OneOf';

/** Who gets a file, and what for. */
export interface Recipient { recipient: string; recipientAgency: string; recipientRole: string; purpose: string }
export const nobody: Recipient = { recipient: '', recipientAgency: '', recipientRole: '', purpose: '' };

export function RecipientFields({ prefix, recipient: one, set, faults }: { prefix: string; recipient: Recipient; set: (part: Partial<Recipient>) => void; faults: Fault[] }) {
  return (
    <>
      <Line id={`${prefix}-recipient`} label={t('share.recipient')} hint={t('share.recipient_hint')} value={one.recipient} faults={faults} change={(recipient) => set({ recipient })} />
      <Select id={`${prefix}-recipientAgency`} label={t('share.agency')} words="agency" options={agencies} chosen={one.recipientAgency} faults={faults} choose={(recipientAgency) => set({ recipientAgency })} />
      <Select id={`${prefix}-recipientRole`} label={t('share.role')} hint={t('share.role_hint')} words="role" options={roles} chosen={one.recipientRole} faults={faults} choose={(recipientRole) => set({ recipientRole })} />
      <Select id={`${prefix}-purpose`} label={t('share.purpose')} words="purpose" options={purposes} chosen={one.purpose} faults={faults} choose={(purpose) => set({ purpose })} />
    </>
  );
}

export const missingIn = (prefix: string, one: Recipient): Fault[] => [
  ...(one.recipient.trim() ? [] : [{ field: `${prefix}-recipient`, text: () => t('share.recipient_missing') }]),
  ...(one.recipientAgency ? [] : [{ field: `${prefix}-recipientAgency`, text: () => t('people.agency_missing') }]),
  ...(one.recipientRole ? [] : [{ field: `${prefix}-recipientRole`, text: () => t('people.role_missing') }]),
  ...(one.purpose ? [] : [{ field: `${prefix}-purpose`, text: () => t('access.purpose_missing') }]),
];
