import { useEffect, useMemo } from 'preact/hooks';
import { language } from '../language/language';
import { loader, type Loadable } from './loadable';
import { call, type Request } from './api';

/** What one question answers, asked when the screen opens and again when the question changes. */
export function useLoaded<Value>(path: string, query: NonNullable<Request['query']> = {}): { now: Loadable<Value>; again: () => void } {
  const question = JSON.stringify(query);
  const loaded = useMemo(() => loader((signal) =>
    call<Value>(path, { signal, query: JSON.parse(question) as NonNullable<Request['query']> })), [path, question]);
  useEffect(() => {
    void loaded.load();
    return () => loaded.clear();
  }, [loaded]);
  // A refusal comes in the language of its request: ask again for what was refused.
  useEffect(() => { if (loaded.now.peek().state === 'failed') void loaded.load(); }, [language.value]);
  return { now: loaded.now.value, again: () => void loaded.load() };
}
