// What the product is made of and whether any of it is known to be unsafe, from the lock files themselves.
//   node .ci/packages.mjs sbom FILE    writes a bill of materials (CycloneDX 1.6) of the packages of NuGet and npm
//   node .ci/packages.mjs audit        fails when a registry knows a hole in one of them
// A registry that serves no advisories is not taken for one that knows of no holes: see `canary`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const hex = (base64) => Buffer.from(base64, 'base64').toString('hex');

const component = (ecosystem, name, version, sha512, more = {}) => {
  const purl = `pkg:${ecosystem}/${name.replace('@', '%40')}@${version}`;
  return {
    type: 'library', 'bom-ref': purl, name, version, purl,
    ...(sha512 ? { hashes: [{ alg: 'SHA-512', content: hex(sha512) }] } : {}), ...more,
  };
};

/** Packages and their dependencies as NuGet resolved them. */
export function nugetParts(assets) {
  const packages = Object.entries(assets.libraries).filter(([, library]) => library.type === 'package');
  const references = new Map(packages.map(([key, library]) => {
    const [name, version] = key.split('/');
    return [name.toLowerCase(), component('nuget', name, version, library.sha512)];
  }));
  const [resolved] = Object.values(assets.targets);
  const dependencies = packages.map(([key]) => ({
    ref: references.get(key.split('/')[0].toLowerCase())['bom-ref'],
    dependsOn: Object.keys(resolved[key]?.dependencies ?? {})
      .map((name) => references.get(name.toLowerCase())?.['bom-ref']).filter(Boolean).sort(),
  }));
  return { components: [...references.values()], dependencies };
}

/** Packages as npm locked them; what only builds the page is marked as not shipped. */
export function npmParts(lock) {
  const locked = Object.entries(lock.packages).filter(([path]) => path !== '');
  const named = locked.map(([path, entry]) => [entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 13), entry]);
  const components = named.map(([name, entry]) => component('npm', name, entry.version, entry.integrity?.replace('sha512-', ''), {
    scope: entry.dev ? 'excluded' : 'required',
    ...(entry.license ? { licenses: [{ license: { name: entry.license } }] } : {}),
  }));
  const byName = new Map(components.map((part) => [part.name, part['bom-ref']]));
  const dependencies = named.map(([, entry], at) => ({
    ref: components[at]['bom-ref'],
    dependsOn: Object.keys(entry.dependencies ?? {}).map((name) => byName.get(name)).filter(Boolean).sort(),
  }));
  return { components, dependencies };
}

export function billOfMaterials(version, ...parts) {
  const sorted = (list, key) => [...new Map(list.map((one) => [one[key], one])).values()].sort((a, b) => (a[key] < b[key] ? -1 : 1));
  return {
    bomFormat: 'CycloneDX', specVersion: '1.6', version: 1,
    metadata: { component: { type: 'application', 'bom-ref': 'spacesplaces', name: 'SpacesPlaces', version } },
    components: sorted(parts.flatMap((part) => part.components), 'bom-ref'),
    dependencies: sorted(parts.flatMap((part) => part.dependencies), 'ref'),
  };
}

/** Known holes in what `dotnet list package --vulnerable --format json` printed. */
export const nugetHoles = (listed) => [...new Set((listed.projects ?? []).flatMap((project) => project.frameworks ?? [])
  .flatMap((framework) => [...(framework.topLevelPackages ?? []), ...(framework.transitivePackages ?? [])])
  .flatMap((one) => (one.vulnerabilities ?? []).map((hole) => `${one.id} ${one.resolvedVersion}: ${hole.severity} ${hole.advisoryurl}`)))];

/** Known holes in what `npm audit --json` printed; null when the registry gave no answer. */
export const npmHoles = (audit) => (audit?.vulnerabilities
  ? Object.values(audit.vulnerabilities).map((one) => `${one.name} ${one.range}: ${one.severity}`)
  : null);

/** What is printed and the exit code, from the holes that each registry knows; null means that it serves no advisories. */
export function verdict(holes) {
  const lines = Object.entries(holes).flatMap(([registry, known]) => {
    if (known === null) return [`NOT CHECKED ${registry}: this registry serves no advisories. Check where it does before a release.`];
    if (known.length === 0) return [`ok ${registry}: no package with a known hole`];
    return known.map((hole) => `HOLE ${registry} ${hole}`);
  });
  const found = Object.values(holes).some((known) => known?.length);
  if (found) lines.push('Update or replace these; a critical or high one within 14 days of its advisory (docs/operate.md).');
  return { lines, code: found ? 1 : 0 };
}

const run = (program, args, folder = root) => {
  try {
    return execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28, timeout: 300_000 });
  } catch (failed) {
    return String(failed.stdout ?? '');
  }
};

const parsed = (text) => {
  try {
    return JSON.parse(text.slice(text.indexOf('{')));
  } catch {
    return null;
  }
};

const list = (folder) => parsed(run('dotnet', ['list', 'package', '--vulnerable', '--include-transitive', '--format', 'json'], folder));

/** A package with a hole known since 2022, in a project of its own: only a registry that tells of it serves advisories at all. */
function canary() {
  const folder = mkdtempSync(join(tmpdir(), 'spacesplaces-canary-'));
  try {
    writeFileSync(join(folder, 'canary.csproj'), `<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
      <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="[12.0.3]" /></ItemGroup></Project>`);
    run('dotnet', ['restore', '-p:NuGetAudit=false'], folder);
    return nugetHoles(list(folder) ?? {}).length > 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function audit() {
  const listed = canary() ? list(root) : null;
  const npm = npmHoles(parsed(run('npm', ['audit', '--json'], join(root, 'api/Page'))));
  const { lines, code } = verdict({ nuget: listed && nugetHoles(listed), npm });
  console.log(lines.join('\n'));
  return code;
}

function sbom(file) {
  const assets = read('api/obj/project.assets.json');
  const bill = billOfMaterials(assets.project.version, nugetParts(assets), npmParts(read('api/Page/package-lock.json')));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`);
  console.log(`${bill.components.length} packages: ${file}`);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , what, file] = process.argv;
  if (what === 'audit') process.exit(audit());
  if (what === 'sbom' && file) process.exit(sbom(file));
  console.error('node .ci/packages.mjs sbom FILE | audit');
  process.exit(2);
}
