import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { billOfMaterials, npmHoles, npmParts, nugetHoles, nugetParts, verdict } from './packages.mjs';

// As dotnet and npm print them for a package with a known hole.
const nugetHit = { version: 1, projects: [{ path: 'a.csproj', frameworks: [{ framework: 'net10.0', topLevelPackages: [], transitivePackages: [
  { id: 'Newtonsoft.Json', resolvedVersion: '12.0.3', vulnerabilities: [{ severity: 'High', advisoryurl: 'https://github.com/advisories/GHSA-5crp-9r3c-p9vr' }] }] }] }] };
const nugetClean = { version: 1, projects: [{ path: 'a.csproj' }] };
const npmHit = { auditReportVersion: 2, vulnerabilities: { minimist: { name: 'minimist', severity: 'critical', range: '<1.2.6' } } };
const npmClean = { auditReportVersion: 2, vulnerabilities: {} };
const npmNotServed = { message: '405 Method Not Allowed', statusCode: 405 };

test('a package with a known hole fails the check, in either registry', () => {
  assert.equal(verdict({ nuget: nugetHoles(nugetHit), npm: npmHoles(npmClean) }).code, 1);
  assert.equal(verdict({ nuget: nugetHoles(nugetClean), npm: npmHoles(npmHit) }).code, 1);
  assert.equal(verdict({ nuget: null, npm: npmHoles(npmHit) }).code, 1);
  const { lines } = verdict({ nuget: nugetHoles(nugetHit), npm: [] });
  assert.match(lines[0], /HOLE nuget Newtonsoft\.Json 12\.0\.3: High .*GHSA/);
  assert.match(lines.at(-1), /14 days/);
});

test('a registry without advisories is said to be unchecked, never to be clean', () => {
  const { lines, code } = verdict({ nuget: null, npm: npmHoles(npmNotServed) });
  assert.equal(code, 0);
  assert.equal(lines.filter((line) => line.startsWith('NOT CHECKED')).length, 2);
  assert.doesNotMatch(lines.join(), /^ok/);
});

test('what is clean passes', () => {
  const { lines, code } = verdict({ nuget: nugetHoles(nugetClean), npm: npmHoles(npmClean) });
  assert.equal(code, 0);
  assert.ok(lines.every((line) => line.startsWith('ok')));
});

test('the bill of materials names every package once, with its digest, and only dependencies that it names', () => {
  const lock = JSON.parse(readFileSync(new URL('../api/Page/package-lock.json', import.meta.url), 'utf8'));
  const assets = { project: { version: '1' },
    libraries: { 'A/1.0.0': { type: 'package', sha512: 'AAEC' }, 'b/2.0.0': { type: 'package', sha512: 'AwQF' }, 'Ours/1.0.0': { type: 'project' } },
    targets: { 'net10.0': { 'A/1.0.0': { dependencies: { B: '2.0.0', Missing: '1.0.0' } }, 'b/2.0.0': {} } } };
  const bill = billOfMaterials('1', nugetParts(assets), npmParts(lock));
  const names = bill.components.map((part) => part['bom-ref']);
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual(names.filter((name) => name.startsWith('pkg:nuget/')), ['pkg:nuget/A@1.0.0', 'pkg:nuget/b@2.0.0']);
  assert.ok(names.some((name) => name.startsWith('pkg:npm/maplibre-gl@')));
  assert.ok(names.some((name) => name.startsWith('pkg:npm/%40preact/signals@')));
  assert.equal(bill.components[0].hashes?.[0].alg, 'SHA-512');
  assert.deepEqual(bill.dependencies.find((one) => one.ref === 'pkg:nuget/A@1.0.0').dependsOn, ['pkg:nuget/b@2.0.0']);
  assert.ok(bill.dependencies.every((one) => names.includes(one.ref) && one.dependsOn.every((ref) => names.includes(ref))));
  const shipped = bill.components.find((part) => part.name === 'maplibre-gl');
  const builds = bill.components.find((part) => part.name === 'vite');
  assert.deepEqual([shipped.scope, builds.scope], ['required', 'excluded']);
});
