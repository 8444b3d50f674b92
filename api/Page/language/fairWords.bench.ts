import { bench } from 'vitest';
import cases from '../../../tests/Geodata.Tests/Language/fair_words.cases.json';
import { check } from './fairWords';

// `npm run bench` says how long the check of a narrative of 5,000 characters takes; the aim is below 50 ms on a phone.
const narrative = cases.map(({ text }) => text).join(' ').repeat(2).slice(0, 5000);
bench('language check of 5,000 characters', () => { check(narrative); });
