import './analyses.css';
import { useEffect } from 'preact/hooks';
import { may } from '../access/session';
import { valueOf } from '../http/loadable';
import type { AnalysisSummary } from '../http/contracts';
import { language, moment, t, word } from '../language/language';
import { Empty, Refused, Skeleton } from '../shell/States';
import { list, one, open, openAnalysis, openList, shown } from './analyses';
import { AskAnalysis } from './AskAnalysis';
import { OneAnalysis } from './OneAnalysis';
import { days } from './figures';

/** What has been asked of the data, the way to ask, and each answer. */
export function AnalysisPanel() {
  const now = shown.value;
  useEffect(() => {
    void list.load();
    if (now.at === 'one') void one.load(now.id);
  }, []);
  // A refusal comes in the language of its request: ask again for what was refused.
  useEffect(() => {
    if (list.now.peek().state === 'failed') void list.load();
    if (one.now.peek().state === 'failed' && now.at === 'one') void one.load(now.id);
  }, [language.value]);

  // What was opened begins at its beginning, wherever the one before was scrolled to.
  useEffect(() => document.getElementById('tab-body')?.scrollTo(0, 0), [now]);

  if (now.at === 'new' && may('run_analyses')) return <AskAnalysis />;
  if (now.at === 'one') return <One id={now.id} />;
  return <List />;
}

function One({ id }: { id: string }) {
  const now = one.now.value;
  return (
    <div class="stack answer" aria-busy={now.state === 'loading'}>
      <button type="button" class="back" onClick={openList}>{t('analyses.to_list')}</button>
      {now.state === 'failed' ? <Refused problem={now.problem} again={() => void one.load(id)} />
        : open.value ? <OneAnalysis key={id} view={open.value} /> : <Skeleton rows={6} />}
    </div>
  );
}

function List() {
  const now = list.now.value;
  const found = valueOf(now);
  const asks = may('run_analyses');
  return (
    <div class="stack" aria-busy={now.state === 'loading'}>
      <h2>{t('analyses.title')}</h2>
      <p class="hint">{t(asks ? 'analyses.means_analyst' : 'analyses.means_panel')}</p>
      {asks ? <button type="button" class="main" id="analysis-new" onClick={() => { shown.value = { at: 'new' }; }}>{t('analyses.new')}</button> : null}
      {now.state === 'failed' ? <Refused problem={now.problem} again={() => void list.load()} />
        : !found ? <Skeleton rows={4} />
          : found.length === 0 ? <Empty title={t('analyses.none')}><p>{t(asks ? 'analyses.none_analyst' : 'analyses.none_panel')}</p></Empty>
            : <ul class="rows">{found.map((item) => <Row key={item.id} item={item} />)}</ul>}
    </div>
  );
}

function Row({ item }: { item: AnalysisSummary }) {
  return (
    <li>
      <button type="button" class="row-button" onClick={() => openAnalysis(item.id)}>
        <span class="row-text">
          <strong>{t(`analyses.ask_${item.kind}`)}</strong>
          <span class="row-facts">{t(`analyses.method_${item.kind}`)} · {word('analysis_subject', item.subject)}</span>
          <span class="row-facts">{t('analyses.window_is', { days: days(item) })}</span>
          <span class="row-facts">{t('analyses.made', { moment: moment(item.createdAt) })}</span>
          <span class="states">
            {item.tooFew ? <span class="state over">{t('analyses.too_few_short')}</span> : null}
            {may('run_analyses') ? <span class={item.shownToPanel ? 'state on' : 'state'}>{t(item.shownToPanel ? 'analyses.shown' : 'analyses.not_shown')}</span> : null}
          </span>
        </span>
      </button>
    </li>
  );
}
