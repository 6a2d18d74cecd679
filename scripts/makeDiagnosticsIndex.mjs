// Makes docs/diagnostics/README.md, the table of all codes by group, from server/src/base/codes.ts. Run it when a code comes, goes or changes.
// usage: node scripts/makeDiagnosticsIndex.mjs [--check]
import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';
import { globSync } from './files.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const INDEX = path.join(root, 'docs', 'diagnostics', 'README.md');

const INTRODUCTION = `# The issues

Whatever Rulewright says of a rule has a code, and each code a page: why it is said, what to avoid, what to write instead, and how grave it is. A
[project file](../project-file.md) sets another severity, an [answer](../answers.md) in a comment says that something is intended, and
\`rulewright check --fix\` applies the fixes of the codes marked ✓.

This page is made by \`scripts/makeDiagnosticsIndex.mjs\`.`;

/** Codes whose source does not tell what they are about. */
const OF_QUERIES = new Set(['date-format', 'ip-format', 'newer-syntax', 'overflow']);
const OF_RULES = new Set(['date']);

/** The first that fits says where a code stands; \`file\` is the source in which it is found. */
const GROUPS = [
  ['Runs and samples', ({ facts }) => facts.of === 'run'],
  [
    'Files and projects',
    ({ code }) => /^(?:(?:json|toml|yaml)-syntax|project|mapping|labels|large-file|check-failed)$/.test(code),
  ],
  ['Answers', ({ code }) => /-answer$/.test(code)],
  ['Exceptions', ({ code }) => code.startsWith('exception-')],
  ['The catalogue of known false positives', ({ code }) => code.startsWith('lofp-')],
  ['ATT&CK', ({ code }) => code.startsWith('attack-')],
  [
    'Queries that cannot run, or not as they are written',
    ({ facts, isOfQuery }) => isOfQuery && facts.severity === 'error',
  ],
  ['Queries that do not do what they say', ({ isOfQuery }) => isOfQuery],
  ['Rules', () => true],
];

const wanted = await prettier.format(await index(), { ...(await prettier.resolveConfig(INDEX)), filepath: INDEX });
if (readOr(INDEX) !== wanted) {
  if (process.argv.includes('--check')) {
    console.error('docs/diagnostics/README.md is not up to date: run node scripts/makeDiagnosticsIndex.mjs');
    process.exitCode = 1;
  } else writeFileSync(INDEX, wanted);
}

function readOr(place) {
  try {
    return readFileSync(place, 'utf8');
  } catch {
    return undefined;
  }
}

async function index() {
  const ofQueries = querySources();
  const codes = Object.entries(await readCodes()).map(([code, facts]) => {
    const isOfQuery = OF_QUERIES.has(code) || (!OF_RULES.has(code) && ofQueries.includes(`'${code}'`));
    const [group] = GROUPS.find(([, fits]) => fits({ code, facts, isOfQuery }));
    return { code, facts, group };
  });
  const tables = GROUPS.map(([title]) =>
    tableOf(
      title,
      codes.filter(({ group }) => group === title),
    ),
  );
  return [INTRODUCTION, ...tables, ''].join('\n\n');
}

function tableOf(title, codes) {
  const rows = codes.map(({ code, facts }) => {
    const sentence = facts.title.replaceAll('|', '\\|');
    return `| [${code}](${code}.md) | ${facts.severity} | ${facts.cure === 'safe' ? '✓' : ''} | ${sentence} |`;
  });
  return [`## ${title}`, '', '| code | severity | fix | |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** The text of all that checks queries. */
function querySources() {
  const places = ['server/src/eql', 'server/src/schema'].flatMap((folder) => globSync(path.join(root, folder), '.ts'));
  return places.map((file) => readFileSync(file, 'utf8')).join('\n');
}

/** The codes as the server has them. */
async function readCodes() {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, 'server/src/base/codes.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'warning',
  });
  const { CODES } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
  );
  return CODES;
}
