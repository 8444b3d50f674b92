import { render } from 'preact';
import '@fontsource/atkinson-hyperlegible/400.css';
import '@fontsource/atkinson-hyperlegible/700.css';
import 'virtual:tokens.css';
import './takepart.css';
import { TakePart } from './TakePart';

const place = document.getElementById('page');
if (!place) throw new Error('take-part.html has no #page.');
render(<TakePart />, place);
// Another link in the same window is another page.
window.addEventListener('hashchange', () => location.reload());
