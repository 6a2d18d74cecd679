// One fault in one rule: where it is put, what the library says of the broken text, and whether that is right.
//
// A kind of fault is `{ name, candidates(rule), seed(rule, candidate) }`. `candidates` are the places of a rule where the fault could be put;
// `seed` gives `{ edits, places, cure }` or undefined where the broken text might be meant: that is not counted, and the next place is tried.
// `edits` are edits of the query, or of the file for a kind with `of: 'file'`; `places` the spans of the broken text that show the fault.
// `cure` is a pattern for the message; a fix that gives the sound text back is a cure as well.
//
// Reported on the right characters is a new issue (the sound rule has none such there) that overlaps a place and does not reach beyond it.
// The first of several is the gravest, of those the first in the text: so lists of problems show them.
// The place is chosen by a hash of the names of rule and kind: each run breaks the same characters.

/** What kinds are given of a rule; undefined for one that holds no sound EQL query. */
export function ruleForFaults({ name, text }, library) {
  const analysis = analyzeText(text, library);
  const [only, second] = analysis.rules;
  const eql = only?.eql;
  if (second !== undefined || eql === undefined || eql.hasErrors) return undefined;
  const query = eql.embedded.text;
  const { query: tree, fields } = eql;
  return {
    name,
    text,
    query,
    tree,
    fields,
    analysis,
    library,
    tokens: library.tokenize(query),
    filters: library.filtersOf(tree),
    occurrences: library.fieldOccurrences(tree),
    nodes: nodesOf(tree, library),
    metadata: only.rule.metadata,
  };
}

/** `{ seeded: false }` where the rule has no place for the fault. */
export function tryFault(rule, kind) {
  const candidates = kind.candidates(rule);
  const first = candidates.length === 0 ? 0 : hash(`${rule.name} ${kind.name}`) % candidates.length;
  for (let step = 0; step < candidates.length; step++) {
    const seed = kind.seed(rule, candidates[(first + step) % candidates.length]);
    if (seed !== undefined) return judge(rule, kind, seed);
  }
  return { seeded: false };
}

function judge(rule, kind, seed) {
  const edits = fileEdits(rule, kind, seed);
  const broken = applyEdits(rule.text, edits);
  const analysis = analyzeText(broken, rule.library);
  const places = kind.of === 'file' ? seed.places : placesInFile(analysis, rule, seed);
  const issues = newIssues(rule.analysis, analysis, edits[0].from, broken.length - rule.text.length);
  const here = issues.filter((issue) => places.some((place) => isWithin(issue, place)));
  const [first] = [...here].sort((a, b) => GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity));
  return {
    seeded: true,
    broken,
    places,
    issues,
    first,
    found: first !== undefined && (kind.severity === undefined ? isGrave(first) : first.severity === kind.severity),
    cured: first !== undefined && (seed.cure.test(first.message) || restores(first, analysis, broken, rule)),
    elsewhere: issues.length - here.length,
  };
}

const GRAVITY = ['error', 'warning', 'info', 'hint'];

/** A plain fault is at least a warning, unless the kind says otherwise. */
function isGrave({ severity }) {
  return severity === 'error' || severity === 'warning';
}

/** An issue without a character stands at its place or at the end of it. */
function isWithin(issue, place) {
  return issue.from >= place.from && issue.to <= place.to && (issue.from < place.to || issue.from === issue.to);
}

function fileEdits(rule, kind, { edits }) {
  if (kind.of === 'file') return edits;
  const { embedded } = rule.analysis.rules[0].eql;
  return edits.map(({ from, to, text }) => ({
    from: embedded.map.toFile(from),
    to: to > from ? embedded.map.spanToFile({ from, to }).to : embedded.map.toFile(from),
    text: embedded.quoting.endsWith('basic') ? text.replaceAll('\\', '\\\\') : text,
  }));
}

function placesInFile(analysis, rule, { edits, places }) {
  const embedded = analysis.rules[0]?.eql?.embedded;
  const wanted = applyEdits(rule.query, edits);
  if (embedded?.text !== wanted)
    throw new Error(`${rule.name}: the broken query does not stand in the file as it was meant`);
  return places.map((place) => embedded.map.spanToFile(place));
}

export function applyEdits(text, edits) {
  return [...edits]
    .sort((a, b) => b.from - a.from)
    .reduce((made, edit) => made.slice(0, edit.from) + edit.text + made.slice(edit.to), text);
}

/** Those that the sound text does not have: what stands behind the edit has moved by the growth of the text. */
function newIssues(before, after, editFrom, growth) {
  const known = new Set(before.issues.map(({ code, from }) => `${code} ${from < editFrom ? from : from + growth}`));
  return after.issues.filter(({ code, from }) => !known.has(`${code} ${from}`));
}

function restores(issue, analysis, broken, { text, library }) {
  const plain = (each) => each.replace(/\s+/g, '');
  return library.fixesOf(analysis, issue).some(({ edits }) => plain(applyEdits(broken, edits)) === plain(text));
}

function analyzeText(text, { analyze, readCatalog }) {
  return analyze(text, 'toml', { readCatalog });
}

/** Every node of every condition and join key. */
function nodesOf(tree, { conditionsOf, walkExpression }) {
  const nodes = [];
  for (const condition of conditionsOf(tree)) walkExpression(condition, (node) => nodes.push(node));
  return nodes;
}

/** FNV-1a. */
export function hash(text) {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ character.codePointAt(0), 0x01000193) >>> 0;
  return value;
}

/** Another text in place of a span, which shows the fault. */
export function replaced(span, text, cure) {
  return {
    edits: [{ from: span.from, to: span.to, text }],
    places: [{ from: span.from, to: span.from + text.length }],
    cure,
  };
}

/** A pattern that finds a text as it stands. */
export function literally(text) {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
