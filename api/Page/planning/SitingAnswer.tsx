import { useRef, useState } from 'preact/hooks';
import { oneDecimal } from '../analyses/figures';
import type { SiteScoreView, SitingView } from '../http/contracts';
import { day, number, t, word } from '../language/language';
import { nameLanguage } from '../spaces/spaces';
import type { MarkLook } from './drawnPlan';
import { cornerOf, lonLatOf, reference } from './ground';
import { PlanMap } from './PlanMap';
import { partsSentence, ScoreBar, ScoreTable } from './ScoreParts';
import { chosenOf, steppedTo } from './siting';
import { siteName } from './sites';
import { TrySomewhereElse } from './TrySomewhereElse';

interface AnswerProps {
  answer: SitingView;
  /** Asks again with a site somewhere else; absent for those who may only read. */
  move?: ((siteId: string, point: { type: 'Point'; coordinates: number[] }) => void) | undefined;
  busy: boolean;
}

const looks: Record<SiteScoreView['outcome'], MarkLook> = { chosen: 'chosen', not_chosen: 'other', left_out: 'out' };

/** An answer: the sites on the map and in words, each with what its score is made of, and each other with its reason. */
export function SitingAnswer({ answer, move, busy }: AnswerProps) {
  const [selected, setSelected] = useState('');
  const [trying, setTrying] = useState<{ site: SiteScoreView; east: number; north: number } | null>(null);
  const opener = useRef('');
  const chosen = chosenOf(answer);
  const others = answer.sites.filter(({ outcome }) => outcome !== 'chosen');
  const choose = (key: string): void => {
    setSelected(key);
    document.getElementById(`answer-${key}`)?.focus();
  };
  const close = (): void => {
    setTrying(null);
    window.requestAnimationFrame(() => document.getElementById(opener.current)?.focus());
  };
  return (
    <>
      {answer.notes.length > 0 ? <ul class="notes">{answer.notes.map((note) => <li class="note-box" key={note}>{word('siting_note', note)}</li>)}</ul> : null}
      <p class="lead-fact">
        {t('planning.asked_for', { n: chosen.length, pick: answer.asked.pick, day: day(answer.asked.day), time: word('stall_time', answer.asked.time) })}{' '}
        {answer.reachPercent === null ? t('planning.reach_unknown') : t('planning.reaches', { percent: number(answer.reachPercent), km: number(answer.asked.reachMetres / 1000) })}{' '}
        {answer.gapPercent === null ? '' : answer.gapPercent === 0 ? t('planning.proven') : t('planning.gap', { percent: number(answer.gapPercent) })}
      </p>
      <PlanMap key={answer.id} label={t('planning.answer_map')} hand={{ choose, ...(move ? { move: (key: string, [lon, lat]: [number, number]) => move(key, { type: 'Point', coordinates: [Number(lon.toFixed(7)), Number(lat.toFixed(7))] }) } : {}) }}
        drawing={{
          marks: [...others, ...chosen].map((site) => {
            const at = chosen.indexOf(site);
            const point = trying?.site.siteId === site.siteId ? steppedTo(site.point, trying.east, trying.north) : site.point;
            return {
              key: site.siteId, lonLat: lonLatOf(point), sign: at >= 0 ? String(at + 1) : site.outcome === 'left_out' ? '×' : '', name: siteName(site), look: looks[site.outcome],
              selected: site.siteId === selected || site.siteId === trying?.site.siteId, movable: Boolean(move) && at >= 0 && !busy,
            };
          }),
        }} />
      {move && chosen.length > 0 ? <p class="hint">{t('planning.drag_hint')}</p> : null}
      {trying && move ? (
        <TrySomewhereElse site={trying.site} east={trying.east} north={trying.north} busy={busy} step={(east, north) => setTrying((now) => now && { ...now, east: now.east + east, north: now.north + north })}
          ask={() => { move(trying.site.siteId, steppedTo(trying.site.point, trying.east, trying.north)); setTrying(null); }} close={close} />
      ) : null}
      <h3>{t('planning.chosen_sites')}</h3>
      {chosen.length === 0 ? <p>{t('planning.none_chosen')}</p> : (
        <ol class="entries numbered">
          {chosen.map((site, at) => (
            <li key={site.siteId} class={site.siteId === selected ? 'is-chosen' : ''}>
              <div class="entry-head">
                <h4 id={`answer-${site.siteId}`} tabIndex={-1}><span class="mark-number on">{at + 1}</span> <Name site={site} /></h4>
                <span class="state on">{t('planning.score', { score: oneDecimal(site.score) })}</span>
                {site.moved ? <span class="state soon">{t('planning.tried_at', { reference: reference(cornerOf(site.point)) })}</span> : null}
              </div>
              <ScoreBar site={site} />
              <p>{partsSentence(site)}</p>
              <ScoreTable site={site} name={siteName(site)} />
              {move ? (
                <div class="entry-acts"><button type="button" class="quiet" id={`try-${site.siteId}`} disabled={busy} aria-label={`${t('planning.try')}: ${siteName(site)}`}
                  onClick={() => { opener.current = `try-${site.siteId}`; setTrying({ site, east: 0, north: 0 }); }}>{t('planning.try')}</button></div>
              ) : null}
            </li>
          ))}
        </ol>
      )}
      <h3>{t('planning.other_sites')}</h3>
      {others.length === 0 ? <p>{t('planning.others_none')}</p> : (
        <ul class="entries">
          {others.map((site) => (
            <li key={site.siteId} class={site.siteId === selected ? 'is-chosen' : ''}>
              <div class="entry-head"><h4 id={`answer-${site.siteId}`} tabIndex={-1}><Name site={site} /></h4>
                {site.outcome === 'left_out' ? <span class="state over">{word('site_outcome', 'left_out')}</span> : <span class="state">{t('planning.score', { score: oneDecimal(site.score) })}</span>}</div>
              <p>{site.reason ? `${word('site_reason', site.reason)}.` : null}</p>
              {site.outcome === 'left_out' ? null : <><ScoreBar site={site} /><ScoreTable site={site} name={siteName(site)} /></>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const Name = ({ site }: { site: SiteScoreView }) => <span lang={nameLanguage(site.nameEn, site.nameCy)}>{siteName(site)}</span>;
