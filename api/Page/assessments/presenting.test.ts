import { expect, it, vi } from 'vitest';

vi.mock('../shell/kept', () => ({ forgetWithPerson: () => undefined }));

it('shows what somebody wrote as it is, and on a wall without its points', async () => {
  vi.stubGlobal('document', { documentElement: { classList: { toggle: () => undefined } } });
  const { presenting, said } = await import('./presenting');
  const goal = 'The lamp at SO 0012 5034 is mended';
  expect([said(goal), said(null)]).toEqual([goal, '']);
  presenting.value = true;
  expect(said(goal)).toBe('The lamp at SO 00 50 is mended');
});
