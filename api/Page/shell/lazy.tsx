import { signal } from '@preact/signals';
import { Fragment, type ComponentChildren, type ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { Problem } from '../http/api';
import { t } from '../language/language';
import { Skeleton } from './States';

type Part<Props> = { state: 'idle' | 'coming' } | { state: 'here'; Body: ComponentType<Props> } | { state: 'not_arrived'; tries: number };

let coming = 0;
/** Parts that let those on their way come first. */
let waiting = 0;
const quietly: (() => void)[] = [];

/** Comes back when no part of the page is on its way and the screen has been drawn: what is less urgent begins here. */
export const whenWhole = (): Promise<void> => new Promise((go) => {
  quietly.push(go);
  look();
});

// Two frames on: the part that came is drawn, and has asked for those that it needs.
function look(): void {
  window.requestAnimationFrame(() => window.requestAnimationFrame(() => {
    if (coming === 0) for (const go of quietly.splice(0)) go();
  }));
}

/**
 * Comes back when for a second no part was on its way or waited for one: what is of no use to this visit begins here. Parts ask for others
 * when they are drawn, which a slow device does late.
 */
export async function whenAllCame(): Promise<void> {
  for (let looks = 0; looks < 2; looks++) {
    await whenWhole();
    await new Promise((go) => setTimeout(go, 500));
    if (coming + waiting > 0) looks = -1;
  }
}

/** A part of the program that is on its way: counted, so that the less urgent waits for it. */
export async function counted<Value>(load: () => Promise<Value>): Promise<Value> {
  coming++;
  try {
    return await load();
  } finally {
    coming--;
    look();
  }
}

async function waitingFor(after: () => Promise<unknown>): Promise<void> {
  waiting++;
  try {
    await after();
  } finally {
    waiting--;
  }
}

interface LazyOptions {
  /** What must be done before the part is asked for. */
  after?: () => Promise<unknown>;
  /** What stands around the part when it is there: its place looks the same before. */
  Place?: ComponentType<{ children: ComponentChildren }>;
  Waiting?: ComponentType;
  /** The heading where the part did not come: as its own would be. */
  heading?: 'h1' | 'h2';
}

/**
 * A part of the page whose program comes when it is first on screen. Until then its place says that it is coming; where it does not
 * come, it says so and offers to try again. `after` lets the parts that are on their way come first.
 */
export function lazy<Props extends object = object>(
  load: () => Promise<ComponentType<Props>>, { after, Place = Fragment, Waiting = () => <Skeleton />, heading = 'h2' }: LazyOptions = {}) {
  const part = signal<Part<Props>>({ state: 'idle' });
  const bring = async (): Promise<void> => {
    const before = part.peek();
    part.value = { state: 'coming' };
    try {
      if (after) await waitingFor(after);
      part.value = { state: 'here', Body: await counted(load) };
    } catch {
      part.value = { state: 'not_arrived', tries: before.state === 'not_arrived' ? before.tries + 1 : 1 };
    }
  };
  return function Lazy(props: Props) {
    const now = part.value;
    useEffect(() => { if (part.peek().state === 'idle') void bring(); }, []);
    if (now.state === 'here') return <now.Body {...props} />;
    return <Place>{now.state === 'not_arrived' ? <NotArrived again={() => void bring()} tries={now.tries} heading={heading} /> : <Waiting />}</Place>;
  };
}

/** A part of the page that an act needs; where it does not come, the act is refused in words. */
export const arrived = <Part,>(part: Promise<Part>): Promise<Part> =>
  part.catch(() => { throw new Problem('part_not_arrived', 0, t('house.part_missing')); });

/** A part of the page that did not come: without a connection, or because the office has a newer page by now. */
export function NotArrived({ again, tries, heading: Heading }: { again: () => void; tries: number; heading: 'h1' | 'h2' }) {
  return (
    <div class="refused" role="alert">
      <Heading>{t('house.part_title')}</Heading>
      <p>{t('house.part_missing')}</p>
      <div class="row">
        <button type="button" class="quiet" onClick={again}>{t('house.again')}</button>
        {tries > 1 && navigator.onLine
          ? <button type="button" class="quiet" onClick={() => window.location.reload()}>{t('house.open_anew')}</button> : null}
      </div>
    </div>
  );
}
