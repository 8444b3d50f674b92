import { useEffect, useState } from 'preact/hooks';
import { may } from '../access/session';
import { call, Problem } from '../http/api';
import type { SpaceEvent, SpaceTimeline } from '../http/contracts';
import { day, moment, number, t, word } from '../language/language';
import { wallTime } from '../places/londonTime';
import { Refused, Skeleton } from '../shell/States';
import { ToReport } from './ToReport';
import { earlierNames, nameOf } from './spaces';

/** Everything that happened in a space, newest first; older pages when asked for. */
export function Timeline({ id }: { id: string }) {
  const [lines, setLines] = useState<SpaceEvent[] | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = async (after: string | null): Promise<void> => {
    setProblem(null);
    try {
      const page = await call<SpaceTimeline>(`/spaces/${id}/timeline`, { query: after ? { after } : {} });
      setLines((before) => [...(after ? before ?? [] : []), ...page.items]);
      setNext(page.next ?? null);
    } catch (fault) {
      if (fault instanceof Problem) setProblem(fault); else throw fault;
    }
  };
  useEffect(() => void load(null), [id]);
  return (
    <section class="part" aria-labelledby="timeline-title">
      <h3 id="timeline-title">{t('spaces.timeline')}</h3>
      <p class="hint">{t('spaces.timeline_note')}</p>
      {problem ? <Refused problem={problem} again={() => void load(next)} /> : null}
      {lines === null ? (problem ? null : <Skeleton rows={4} />) : lines.length === 0 ? <p>{t('spaces.no_timeline')}</p> : (
        <ol class="timeline">{lines.map((line, at) => <Line key={at} line={line} here={id} />)}</ol>
      )}
      {next ? <button type="button" class="quiet" id="timeline-more" onClick={() => void load(next)}>{t('spaces.more')}</button> : null}
    </section>
  );
}

function Line({ line, here }: { line: SpaceEvent; here: string }) {
  return (
    <li class={`line-${line.kind}`}>
      <p class="line-head"><b>{word('space_event_kind', line.kind)}</b> <time dateTime={line.at}>{whenOf(line)}</time></p>
      <p>{saidOf(line)}</p>
      {line.reason ? <p>{line.reason}</p> : null}
      {line.text ? <p lang={line.textLanguage ?? undefined}>{line.text}</p> : null}
      {line.kind === 'hotspot_report' && line.incidentId && may('see_incidents') ? <ToReport id={line.incidentId} /> : null}
      {line.reviewOn ? <p class="hint">{t('spaces.review_by', { day: day(line.reviewOn) })}</p> : null}
      {line.by && line.agency ? <p class="hint">{t('spaces.by', { who: line.by, agency: word('agency', line.agency) })}</p> : null}
      {line.spaceId !== here && line.kind !== 'incidents' ? <p class="hint">{t('space_event_kind.merged_in')}</p> : null}
    </li>
  );
}

// What is known by the day has no hour; a quarter is told in its own words.
const whenOf = (line: SpaceEvent): string =>
  line.kind === 'incidents' ? '' : line.kind === 'outreach' || line.kind === 'environment_task' || isByDay(line) ? day(dayOf(line.at)) : moment(line.at);

// A British day begins in summer while it is still the day before in UTC.
function dayOf(instant: string): string {
  const { year, month, day: ofMonth } = wallTime(new Date(instant));
  return [year, month, ofMonth].map((part) => String(part).padStart(2, '0')).join('-');
}

// A report has its hour only for readers of exact points.
const isByDay = (line: SpaceEvent): boolean => line.kind === 'hotspot_report' && line.precision !== 'exact';

function saidOf(line: SpaceEvent): string {
  const agency = line.agency ? word('agency', line.agency) : '';
  switch (line.kind) {
    case 'moved': return t('spaces.line_moved', { from: word('space_status', line.from ?? ''), to: word('space_status', line.to ?? '') });
    case 'assessment_withdrawn': return line.from && line.from !== line.to
      ? t('spaces.line_moved', { from: word('space_status', line.from), to: word('space_status', line.to ?? '') }) : word('space_status', line.to ?? '');
    case 'opened': case 'reviewed': return word('space_status', line.to ?? '');
    case 'merged_in': case 'merged_away': case 'split_off': case 'split_from': return nameOf(line.otherNameEn, line.otherNameCy);
    case 'renamed': return t('spaces.line_renamed', { names: earlierNames(line.earlierNameEn, line.earlierNameCy, []) });
    case 'redrawn': return t('spaces.earlier_area');
    case 'hotspot_report': return t(line.precision === 'exact' ? 'spaces.line_report' : 'spaces.line_report_square', { agency });
    case 'incidents': {
      const period = line.period ?? '';
      return line.band ? t('spaces.line_band', { period, band: word('count_band', line.band) })
        : t('spaces.line_incidents', { period, events: number(line.events ?? 0), children: number(line.distinctChildren ?? 0), unknown: number(line.childrenUnknown ?? 0) });
    }
    case 'outreach': return [
      t('spaces.line_outreach', { agency, hours: number(line.hours ?? 0), spoken: number(line.spokenTo ?? 0) }), line.noConcern ? t('spaces.line_no_concern') : '',
    ].join(' ').trim();
    case 'environment_task': return t('spaces.line_task', {
      defect: word('environment_defect', line.defect ?? ''), status: line.overdue ? t('tasks.overdue') : word('environment_task_status', line.taskStatus ?? ''), agency,
    });
    default: return agency;
  }
}
