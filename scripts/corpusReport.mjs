// Makes docs/corpus.md: what the checks say of the public rules beside the repository, in counts and names of rules, without a word of a rule.
// What was judged by eye is kept in scripts/corpusJudgements.json. Fails where a kind of warning has too few judgements or one for a rule that
// does not have it.
// usage: node scripts/corpusReport.mjs [--check]
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as prettier from 'prettier';
import { corpusFolder, loadLibrary, readRules, root } from './faults/library.mjs';

const PAGE = path.join(root, 'docs', 'corpus.md');
const LEAST_JUDGED = 3;
const MOST_NAMED = 5;
const SEVERITIES = ['error', 'warning', 'info', 'hint'];

const files = readRules(corpusFolder);
if (files === undefined) console.log('no corpus beside the repository: docs/corpus.md stays as it is');
else await report();

async function report() {
  const library = await loadLibrary();
  const { languages, kinds } = findIssues(library);
  const judgements = JSON.parse(readFileSync(path.join(root, 'scripts/corpusJudgements.json'), 'utf8'));
  const page = [
    heading(languages, kinds),
    countTable(kinds),
    ...warningParts(kinds, judgements),
    judged(kinds, judgements),
  ];
  await keep(`${page.join('\n\n')}\n`);
  const complaints = [...missingJudgements(kinds, judgements), ...staleJudgements(kinds, judgements)];
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) process.exitCode = 1;
}

/** By severity and code, with the names of the rules, one for each issue. */
function findIssues({ analyze, findDuplicates, identityOf, overBroadArms, readCatalog }) {
  const kinds = new Map();
  const languages = new Map();
  const identities = [];
  const add = (rule, { severity, code }) => {
    const key = `${severity} ${code}`;
    const kind = kinds.get(key) ?? { severity, code, rules: [] };
    kind.rules.push(rule);
    kinds.set(key, kind);
  };
  for (const { name, path: file, text } of files) {
    const { issues, rules } = analyze(text, 'toml', { readCatalog }, { path: file });
    for (const issue of issues) add(name, issue);
    for (const { rule, language, eql } of rules) {
      if (eql !== undefined) for (const issue of overBroadArms(eql, () => 'unknown')) add(name, issue);
      languages.set(language, (languages.get(language) ?? 0) + 1);
      identities.push(identityOf(name, rule));
    }
  }
  for (const { file, issue } of findDuplicates(identities)) add(file, issue);
  return { languages, kinds: [...kinds.values()].sort(byGravity) };
}

function byGravity(a, b) {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.code < b.code ? -1 : 1);
}

function heading(languages, kinds) {
  const count = (severity) =>
    kinds.reduce((sum, kind) => sum + (kind.severity === severity ? kind.rules.length : 0), 0);
  const totals = SEVERITIES.map((severity) => `| ${severity} | ${count(severity)} |`).join('\n');
  const spoken = [...languages].map(([language, rules]) => `${rules} in ${language.toUpperCase()}`).join(', ');
  return `# What the checks say of public rules

Made by \`node scripts/corpusReport.mjs\` from ${files.length} files of Elastic's public detection rules (${spoken}): counts and names, no text of a
rule. They run in production, so an error here would be a false alarm, and so would a warning that is not true.

| severity | issues |
| --- | --- |
${totals}`;
}

function countTable(kinds) {
  const rows = kinds.map(
    ({ severity, code, rules }) =>
      `| [${code}](diagnostics/${code}.md) | ${severity} | ${rules.length} | ${new Set(rules).size} |`,
  );
  return ['## Codes', '', '| code | severity | issues | rules |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function warningParts(kinds, judgements) {
  const warnings = kinds.filter(({ severity }) => severity === 'warning');
  return ['## Warnings', ...warnings.map((kind) => warningPart(kind, judgements[kind.code] ?? []))];
}

function warningPart({ code, rules }, judgements) {
  const names = [...new Set(rules)];
  const shown = names.slice(0, MOST_NAMED).map((name) => `\`${name}\``);
  const more = names.length > MOST_NAMED ? `, and ${names.length - MOST_NAMED} more` : '';
  return `### ${code}\n\n${shown.join(', ')}${more}.\n\n${judgementTable(judgements)}`;
}

function judgementTable(judgements) {
  const rows = judgements.map(({ rule, verdict, note }) => `| \`${rule}\` | ${verdict} | ${note} |`);
  return ['| judged by eye | verdict | why |', '| --- | --- | --- |', ...rows].join('\n');
}

/** Of the other severities, those that somebody looked at. */
function judged(kinds, judgements) {
  const others = kinds.filter(
    ({ severity, code }) => severity !== 'warning' && severity !== 'error' && judgements[code] !== undefined,
  );
  const warned = new Set(kinds.filter(({ severity }) => severity === 'warning').map(({ code }) => code));
  const parts = others
    .filter(({ code }) => !warned.has(code))
    .map(({ code }) => `### ${code}\n\n${judgementTable(judgements[code])}`);
  return ['## Infos and hints', ...parts].join('\n\n');
}

function missingJudgements(kinds, judgements) {
  return kinds
    .filter(({ severity }) => severity === 'warning')
    .filter(({ code, rules }) => (judgements[code] ?? []).length < Math.min(LEAST_JUDGED, new Set(rules).size))
    .map(
      ({ code }) =>
        `${code}: look at ${LEAST_JUDGED} of its rules and write down in scripts/corpusJudgements.json what you think`,
    );
}

function staleJudgements(kinds, judgements) {
  return Object.entries(judgements).flatMap(([code, each]) => {
    const rules = new Set(kinds.filter((kind) => kind.code === code).flatMap((kind) => kind.rules));
    return each
      .filter(({ rule }) => !rules.has(rule))
      .map(({ rule }) => `${code}: ${rule} does not have it any more; take its judgement out`);
  });
}

async function keep(text) {
  const wanted = await prettier.format(text, { ...(await prettier.resolveConfig(PAGE)), filepath: PAGE });
  if (!process.argv.includes('--check')) {
    writeFileSync(PAGE, wanted);
  } else if (readFileSync(PAGE, 'utf8') !== wanted) {
    console.error('docs/corpus.md is not up to date: run node scripts/corpusReport.mjs');
    process.exitCode = 1;
  }
}
