// Breaks the rules of the corpus beside the repository, each in every way that it has a place for, one fault at a time and in memory, and
// tells how many are reported on the right characters and how many of these reports name the cure. Fails below 98 % of a kind or of all.
// What counts as right is said in scripts/faults/seed.mjs.
// usage: node scripts/seededFaults.mjs [--misses] [word of a kind]   with --misses it shows what was said of those that failed
import { FAULTS } from './faults/kinds.mjs';
import { corpusFolder, loadLibrary, readRules } from './faults/library.mjs';
import { ruleForFaults, tryFault } from './faults/seed.mjs';

const LEAST = 98;
const SHOWN = 8;
const [word = ''] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const showsMisses = process.argv.includes('--misses');

const files = readRules(corpusFolder);
if (files === undefined) {
  console.log('no corpus beside the repository: nothing to break');
} else {
  const library = await loadLibrary();
  const rules = files.map((file) => ruleForFaults(file, library)).filter((rule) => rule !== undefined);
  console.log(`${rules.length} rules with a sound EQL query, of ${files.length}\n`);
  const kinds = FAULTS.filter(({ name, of }) => name.includes(word) || of === word).map((kind) =>
    countKind(kind, rules),
  );
  printTable([...kinds, sumOf(kinds)]);
  if (showsMisses) kinds.forEach(printMisses);
  const poor = [...kinds, sumOf(kinds)].filter((row) => share(row.found, row) < LEAST || share(row.cured, row) < LEAST);
  for (const { name } of poor) console.error(`${name}: below ${LEAST} %`);
  if (poor.length > 0) process.exitCode = 1;
}

function countKind(kind, rules) {
  const tried = rules.map((rule) => ({ rule, result: tryFault(rule, kind) })).filter(({ result }) => result.seeded);
  const found = tried.filter(({ result }) => result.found);
  return {
    name: kind.name,
    seeded: tried.length,
    found: found.length,
    cured: found.filter(({ result }) => result.cured).length,
    elsewhere: tried.filter(({ result }) => result.elsewhere > 0).length,
    misses: tried.filter(({ result }) => !(result.found && result.cured)),
  };
}

function sumOf(kinds) {
  const sum = (key) => kinds.reduce((total, row) => total + row[key], 0);
  return { name: 'all', seeded: sum('seeded'), found: sum('found'), cured: sum('cured'), elsewhere: sum('elsewhere') };
}

/** Of a kind that was never seeded nothing is known. */
function share(count, { seeded }) {
  return seeded === 0 ? 0 : (100 * count) / seeded;
}

function printTable(rows) {
  console.log(`${'fault'.padEnd(46)}  seeded   found        cured        elsewhere`);
  for (const row of rows) {
    const cells = [row.found, row.cured].map(
      (count) => `${String(count).padStart(5)} ${share(count, row).toFixed(1).padStart(5)}%`,
    );
    console.log(
      `${row.name.padEnd(46)} ${String(row.seeded).padStart(7)}  ${cells.join('  ')} ${String(row.elsewhere).padStart(9)}`,
    );
  }
}

/** Text of rules is shown here only, to who asks for it. */
function printMisses({ name, misses }) {
  if (misses.length > 0) console.log(`\n## ${name}: ${misses.length}`);
  for (const { rule, result } of misses.slice(0, SHOWN)) {
    console.log(`  ${rule.name}`);
    for (const { from, to } of result.places)
      console.log(`    place    ${JSON.stringify(result.broken.slice(Math.max(0, from - 30), to + 30))}`);
    for (const issue of result.issues.slice(0, 4))
      console.log(
        `    ${issue === result.first ? 'first   ' : 'reported'} ${issue.severity} ${issue.code} ${JSON.stringify(result.broken.slice(issue.from, issue.to).slice(0, 80))}: ${issue.message}`,
      );
  }
}
