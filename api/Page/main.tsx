import { effect } from '@preact/signals';
import { render } from 'preact';
import '@fontsource/atkinson-hyperlegible/400.css';
import '@fontsource/atkinson-hyperlegible/700.css';
import 'virtual:tokens.css';
import './shell/page.css';
import './shell/rooms.css';
import './analyses/analyses.css';
import { watchIdle } from './access/idle';
import { findOutWhoIsHere, me, withoutOffice } from './access/session';
import { firstLanguage, speak } from './language/language';
import { watchQueue } from './offline/queue';
import { keepThePage } from './offline/register';
import { lookHere } from './offline/vault';
import { Page } from './shell/Page';
import { watchPrinting } from './shell/PrintMark';

const place = document.getElementById('page');
if (!place) throw new Error('index.html has no #page.');
await Promise.all([speak(firstLanguage()), findOutWhoIsHere()]);
effect(() => {
  const person = me.value;
  if (person !== undefined && !withoutOffice.value) void lookHere(person);
});
watchQueue();
keepThePage();
watchPrinting();
watchIdle();
render(<Page />, place);
