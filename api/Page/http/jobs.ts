import { signal } from '@preact/signals';
import { apiPath, call, Problem } from './api';
import type { JobView } from './contracts';

/** The job this tab waits for, if any; one at a time, because a person reads one bar at a time. */
export const job = signal<JobView | null>(null);
/** False while the stream of progress is broken and being taken up again. */
export const jobHeard = signal(true);

let stream: EventSource | null = null;

export const hasEnded = (view: JobView): boolean => view.state !== 'queued' && view.state !== 'running';

/** Follows a job until it ends. The browser takes a broken stream up again by itself; the first event is the present state. */
export function follow(first: JobView, ended: (last: JobView) => void): void {
  stream?.close();
  job.value = first;
  jobHeard.value = true;
  if (hasEnded(first)) return ended(first);

  const mine = (stream = new EventSource(apiPath(`/jobs/${first.id}/progress`)));
  mine.onmessage = (event: MessageEvent<string>) => {
    const view = JSON.parse(event.data) as JobView;
    job.value = view;
    jobHeard.value = true;
    if (!hasEnded(view)) return;
    mine.close();
    ended(view);
  };
  mine.onerror = () => {
    jobHeard.value = false;
    // A stream that the server ended for good is not taken up again by the browser: ask once how the job stands.
    if (mine.readyState !== EventSource.CLOSED) return;
    window.setTimeout(() => {
      if (stream !== mine) return;
      call<JobView>(`/jobs/${first.id}`)
        .then((view) => follow(view, ended))
        .catch((fault: unknown) => { if (fault instanceof Problem && fault.status === 404) forget(); });
    }, 2000);
  };
}

/** Asks the server to stop the job; the stream then tells that it stopped. */
export const cancel = (id: string): Promise<unknown> => call(`/jobs/${id}`, { method: 'DELETE' });

/** Takes the ended job off the screen. */
export function forget(): void {
  stream?.close();
  stream = null;
  job.value = null;
}
