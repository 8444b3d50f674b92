import { bench } from 'vitest';
import cases from '../../../tests/Geodata.Tests/Disclosure/identifying_text.cases.json';
import { identifying } from './identifyingText';

// `npm run bench` says how long the warning on a narrative of 5,000 characters takes with a list of 2,000 places; the aim is below 50 ms on a phone.
const narrative = cases.map(({ text }) => text).join(' ').repeat(3).slice(0, 5000);
const places = Array.from({ length: 4_000 }, (_, at) => `Parc Rhif ${at}`);
bench('identifying text in 5,000 characters', () => { identifying(narrative, 2026, places); });
