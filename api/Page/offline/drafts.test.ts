import { signal } from '@preact/signals';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '../http/contracts';
import { memoryBox } from './memoryBox';

// Work for one guess is for attackers; tests make many locks.
vi.mock('./seal', async (original) => {
  const real = await original<typeof import('./seal')>();
  return { ...real, makeLock: (passphrase: string) => real.makeLock(passphrase, 1_000) };
});

const sian = { userId: '0196a000-0000-7000-8000-000000000004', user: 'sian', permissions: ['record_incidents'] } as unknown as Me;
const settled = (pause: number): Promise<void> => new Promise((go) => setTimeout(go, pause));

async function formThatIsKept() {
  vi.resetModules();
  vi.stubGlobal('window', globalThis);
  const vault = await import('./vault');
  const drafts = await import('./drafts');
  vault.useBox(memoryBox());
  await vault.setUp(sian, 'en', 'three small owls');
  const typed = signal('');
  drafts.keepDraft('form', () => typed.value, (text) => { typed.value = text; }, (text) => text === '', () => undefined);
  const kept = (): unknown => vault.held.peek()?.drafts['form']?.value;
  const becomeRecord = (): Promise<unknown> => vault.change((now) => ({ ...now, drafts: drafts.withoutDraft(now.drafts, 'form') }));
  return { drafts, vault, typed, kept, becomeRecord };
}

describe('a draft', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is written down soon after the last change', async () => {
    const { drafts, typed, kept } = await formThatIsKept();
    typed.value = 'by the bridge';
    await settled(drafts.settleTime + 200);
    expect(kept()).toBe('by the bridge');
  });

  it('that becomes a record at once after typing is not written down beside it', async () => {
    const { drafts, typed, kept, becomeRecord } = await formThatIsKept();
    typed.value = 'by the bridge';
    drafts.becomesRecord('form');
    await becomeRecord();
    await settled(drafts.settleTime + 200);
    expect(kept()).toBeUndefined();

    typed.value = 'by the bridge, and more';
    await settled(drafts.settleTime + 200);
    expect(kept()).toBe('by the bridge, and more');
  });

  it('whose record could not be kept is still written down', async () => {
    const { drafts, typed, kept } = await formThatIsKept();
    typed.value = 'by the bridge';
    drafts.becomesRecord('form')();
    await settled(drafts.settleTime + 200);
    expect(kept()).toBe('by the bridge');
  });
});
