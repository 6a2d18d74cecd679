// Whether work grows with the text and no faster: every feature of the editor on texts of a size and of four times that size. What is linear
// takes four times as long, what is quadratic sixteen times. Fails above ten times, where it takes more than a few milliseconds at all.
// usage: node bench/growth.mjs [name of a text]
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const MOST_GROWTH = 10;
/** Milliseconds below which a growth is noise. */
const NOISE = 12;
const ROUNDS = 3;
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const toml = (query) => `[[rule]]\nname = "n"\ntype = "eql"\nquery = ${query}\n`;
const list = (n) => Array.from({ length: n }, (_, at) => `"value ${at}"`).join(', ');
const fields = (n, joint) => Array.from({ length: n }, (_, at) => `process.name == "v${at}*"`).join(joint);

const TEXTS = {
  'a long list': ['eql', 2000, (n) => `any where process.name in (${list(n)})`],
  'a long list in a basic string': [
    'toml',
    1000,
    (n) => toml(JSON.stringify(`any where process.name in (${list(n)})`)),
  ],
  'a long list in a quoted scalar': [
    'yaml',
    1000,
    (n) => `type: eql\nquery: ${JSON.stringify(`any where process.name in (${list(n)})`)}\nrule_id: x\n`,
  ],
  'a long or': ['eql', 800, (n) => `any where ${fields(n, ' or ')}`],
  'a long or in a block': [
    'yaml',
    800,
    (n) => `type: eql\nrule_id: x\nquery: |\n  any where ${fields(n, ' or\n  ')}\n`,
  ],
  'many exclusions': [
    'eql',
    400,
    (n) => `any where true and ${Array.from({ length: n }, (_, at) => `not (a${at} == 1 or b == 2)`).join(' and ')}`,
  ],
  'many rules': ['toml', 100, (n) => toml(`'any where process.name == "a" and user.name == "b"'`).repeat(n)],
  'many rules of YAML': [
    'yaml',
    60,
    (n) => `---\ntype: eql\nrule_id: x\nquery: any where process.name == "a"\n`.repeat(n),
  ],
  'many items': ['eql', 300, (n) => `sequence by user.id\n${'  [any where process.pid == 1 and true]\n'.repeat(n)}`],
  'many brackets': ['eql', 5000, (n) => `any where ${'('.repeat(n)}true${')'.repeat(n)}`],
  'many pairs of brackets': [
    'eql',
    2000,
    (n) => `any where ${Array.from({ length: n }, () => '(a == 1)').join(' and ')}`,
  ],
  'many comments': ['eql', 2000, (n) => `any where true ${'/* a */ // b\n'.repeat(n)}`],
  'many mistakes': ['eql', 400, (n) => `any where ${'a = "b" && '.repeat(n)} true`],
  'much that is no query': ['eql', 1500, (n) => ') ] , : and == '.repeat(n)],
  'many unknown names': [
    'eql',
    150,
    (n) => `any where ${Array.from({ length: n }, (_, at) => `proces.nam${at} == "a"`).join(' or ')}`,
  ],
  'open strings': ['eql', 2000, (n) => `any where ${'a == "b\n and '.repeat(n)}`],
  'open quotes of names': ['eql', 2001, (n) => `any where ${'a == `b\n and '.repeat(n)}`],
  'a line of quotes': ['eql', 4000, (n) => `any where a == ${'"'.repeat(n)}`],
  'an open string of TOML': ['toml', 3000, (n) => `${toml("'''\nany where true")}${'a = 1 and b = "c"\n'.repeat(n)}`],
  'many open strings of TOML': ['toml', 100, (n) => toml(`'''\nany where true`).repeat(n)],
  'many ids': ['toml', 400, (n) => `${toml("'any where true'")}${'[[rule.threat]]\nid = "T1059"\n'.repeat(n)}`],
  'a broken list of YAML': [
    'yaml',
    2000,
    (n) =>
      `type: eql\nrule_id: x\nquery: any where true\ntags: [\n${'  a: [b,\n'.repeat(Math.min(n, 100))}${'  c\n'.repeat(n)}`,
  ],
  'a long line': ['eql', 20_000, (n) => `any where process.name == "${'x'.repeat(n * 10)}"`],
  'white space': ['eql', 20_000, (n) => `any where ${' \t\n'.repeat(n)} true`],
  'blank lines of YAML': [
    'yaml',
    5000,
    (n) => `type: eql\nrule_id: x\nquery: |\n${'  \n'.repeat(n)}  any where true\n${'\n'.repeat(n)}`,
  ],
};

let round = 0;
const core = await load();
const { analyze } = core;
const knowledge = core.NO_KNOWLEDGE;
const schemas = { readCatalog: (name) => catalogs[name] };
const catalogs = { index: core.host.readSchema('index'), ecs: core.host.readSchema('ecs') };
analyze('any where process.nam == 1', 'eql', schemas);

const FEATURES = {
  analyze: (analysis) => analyze(another(analysis.text), analysis.file.format, schemas),
  'analyze again': (analysis) => analyze(another(analysis.text), analysis.file.format, schemas, analysis),
  semanticTokens: core.semanticTokens,
  foldingSpans: core.foldingSpans,
  symbolsOf: core.symbolsOf,
  inlayHints: (analysis) => core.inlayHints(analysis, { ignoredCase: true, literalWildcards: true }),
  entryOf: core.entryOf,
  techniques: core.techniques,
  fixAllEdits: core.fixAllEdits,
  fixes: (analysis) => analysis.issues.slice(0, 3).map((issue) => core.fixesOf(analysis, issue)),
  formattingEdits: (analysis) => core.formattingEdits(analysis, { width: 100 }),
  renameEdits: (analysis) => core.renameEdits(analysis, 'process.name', 'odd name'),
  'at the middle': (analysis) => atPlace(analysis, analysis.text.length >> 1),
  'at the end': (analysis) => atPlace(analysis, analysis.text.length),
};

for (const [name, [format, size, make]] of Object.entries(TEXTS)) {
  if (process.argv[2] !== undefined && process.argv[2] !== name) continue;
  const [small, large] = [size, 4 * size].map((n) => analyze(make(n), format, schemas));
  for (const [feature, run] of Object.entries(FEATURES)) report(name, feature, small, large, run);
}

/** Another text of the same length, as parsed queries are remembered by their text. */
function another(text) {
  round++;
  return text.replaceAll(/any where/g, () => `any${' \t\n'[round % 3]}where${' \t\n'[Math.floor(round / 3) % 3]}`);
}

function atPlace(analysis, offset) {
  core.completionAt(analysis, offset, knowledge);
  core.hoverAt(analysis, offset, knowledge);
  core.signatureAt(analysis, offset);
  core.selectionSpans(analysis, offset);
  core.highlights(analysis, offset);
  core.newLineEdits(analysis, offset);
  for (const offered of core.refactoringsAt(analysis, offset)) core.resolveRefactoring(analysis, offset, offered);
}

function report(name, feature, small, large, run) {
  const [before, after] = [small, large].map((analysis) => fastest(() => run(analysis)));
  const growth = after / before;
  const isTooMuch = growth > MOST_GROWTH && after > NOISE;
  if (process.argv[2] !== undefined || after > NOISE || isTooMuch) {
    const sizes = `${small.text.length} → ${large.text.length} characters`;
    console.log(
      `${name.padEnd(32)} ${feature.padEnd(18)} ${before.toFixed(1).padStart(8)} → ${after.toFixed(1).padStart(8)} ms  ${growth.toFixed(1).padStart(5)}×  ${sizes}`,
    );
  }
  if (!isTooMuch) return;
  console.error(`${feature} of ${name}: four times the text takes ${growth.toFixed(0)} times as long`);
  process.exitCode = 1;
}

function fastest(work) {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

async function load() {
  const place = mkdtempSync(path.join(os.tmpdir(), 'rulewright-bench-'));
  const from = (file) => `export * from './server/src/${file}';`;
  const files = [
    'analysis/analyze',
    'host/nodeHost',
    'features/attack',
    'features/completion/completion',
    'features/completion/knowledge',
    'features/fieldUses',
    'features/fixAll',
    'features/folding',
    'features/formatting',
    'features/hover',
    'features/inlayHints',
    'features/refactor/refactorings',
    'features/selection',
    'features/semanticTokens',
    'features/signature',
    'features/symbols',
    'features/workspaceIndex',
  ];
  try {
    const outfile = path.join(place, 'core.cjs');
    const contents = files.map(from).join('\n');
    await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'warning',
    });
    const core = createRequire(import.meta.url)(outfile);
    return { ...core, host: core.createNodeHost(path.join(root, 'server', 'schemas')) };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
