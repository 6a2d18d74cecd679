// What holds for every query and every text: printing keeps the tree, parsing never throws, and every place lies where it should.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parse as parseToml } from 'smol-toml';
import type { Issue } from '../../server/src/base/issue';
import { parseExpression, parseQuery, tokenize } from '../../server/src/eql/parse';
import { printExpression, printQuery } from '../../server/src/eql/print';
import { ALL_TOKENS } from '../../server/src/eql/tokens';
import { expression, placeless, query } from './arbitraryQueries';

declare const __ROOT__: string;

describe('printing', () => {
  it('keeps the tree of every expression', () =>
    fc.assert(
      fc.property(expression, (tree) => {
        const text = printExpression(tree);
        const { value, issues } = parseExpression(text);
        assert.deepEqual(issues.filter(isSyntax), [], text);
        assert.deepEqual(placeless(value), placeless(tree), text);
        assert.equal(printExpression(value), text);
      }),
      { numRuns: 1000 },
    ));

  it('keeps the tree of every query', () =>
    fc.assert(
      fc.property(query, (tree) => {
        const text = printQuery(tree);
        const { value, issues } = parseQuery(text);
        assert.deepEqual(
          issues.filter((issue) => isSyntax(issue) && !/^A sample has no|^`until` takes/.test(issue.message)),
          [],
          text,
        );
        assert.deepEqual(placeless(value), placeless(tree), text);
      }),
      { numRuns: 500 },
    ));
});

const SYMBOLS = ALL_TOKENS.map(({ PATTERN }) => PATTERN).filter(
  (pattern): pattern is string => typeof pattern === 'string',
);
const words = fc.constantFrom(
  ...SYMBOLS,
  ...[
    'a',
    'b.c',
    '"x"',
    '"',
    '"""y"""',
    "'z'",
    '`q`',
    '`',
    '5',
    '1.5',
    '5s',
    'runs',
    'head',
    'length(',
    'foo~',
    'child',
    '!',
    '&&',
    '||',
    '<>',
  ],
  ...['$', ';', '\\', '€', '“x”', '//c\n', '/*', '*/', '\n', '[0]', '"\\q"', '?"x"'],
);
const soup = fc
  .tuple(
    fc.constantFrom('', 'any where ', 'any where a == 1 and ', 'sequence by a [any where ', 'sample by '),
    fc.array(fc.tuple(words, fc.constantFrom('', ' ')), { maxLength: 25 }),
  )
  .map(([start, parts]) => start + parts.flat().join(''));

describe('parsing', () => {
  const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), soup);

  it('never throws, and keeps every place inside', () =>
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { value, issues } of [parseQuery(text), parseExpression(text)]) checkPlaces(text, value, issues);
      }),
      { numRuns: 3000 },
    ));

  it('leaves no hole without an issue', () =>
    fc.assert(
      fc.property(anyText, (text) => {
        const { value, issues } = parseQuery(text);
        if (JSON.stringify(placeless(value), bigIntAsText).includes('"kind":"hole"')) assert.ok(issues.length > 0);
        else if (issues.length === 0)
          assert.deepEqual(placeless(parseQuery(printQuery(value)).value), placeless(value));
      }),
      { numRuns: 3000 },
    ));

  const real = realQueries();

  it('finds no fault with real queries', () => {
    assert.ok(real.length > 0);
    for (const text of real) assert.deepEqual(parseQuery(text).issues, []);
  });

  it('survives real queries with words taken out, doubled and put elsewhere', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...real),
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(3), words), { maxLength: 4 }),
        (text, changes) => {
          const mutated = changes.reduce((before, change) => mutate(before, ...change), text);
          const { value, issues } = parseQuery(mutated);
          checkPlaces(mutated, value, issues);
        },
      ),
      { numRuns: 1000 },
    ));

  it('says little of one word that is missing', () =>
    fc.assert(
      fc.property(fc.constantFrom(...real), fc.nat(), (text, at) => {
        const { issues } = parseQuery(mutate(text, at, 0, 0, ''));
        assert.ok(issues.filter(isSyntax).length <= 2, issues.map(({ message }) => message).join('\n'));
      }),
      { numRuns: 1000 },
    ));
});

/** Takes a word out, doubles it, puts `word` before it, or puts it elsewhere. */
function mutate(text: string, at: number, other: number, how: number, word: string): string {
  const tokens = tokenize(text);
  const token = tokens[at % Math.max(1, tokens.length)];
  if (token === undefined) return word;
  const [from, to] = [token.startOffset, token.startOffset + token.image.length];
  const rest = text.slice(0, from) + text.slice(to);
  const place = other % (rest.length + 1);
  if (how === 0) return rest;
  if (how === 1) return `${text.slice(0, to)} ${token.image}${text.slice(to)}`;
  if (how === 2) return `${text.slice(0, from)}${word} ${text.slice(from)}`;
  return `${rest.slice(0, place)} ${token.image} ${rest.slice(place)}`;
}

/** Issues lie in the text; every node lies in its parent. */
function checkPlaces(text: string, tree: unknown, issues: readonly Issue[]): void {
  for (const { from, to } of issues) assert.ok(0 <= from && from <= to && to <= text.length, text);
  checkInside(tree, 0, text.length, text);
}

function checkInside(tree: unknown, from: number, to: number, text: string): void {
  if (tree === null || typeof tree !== 'object') return;
  const own = tree as { readonly from?: number; readonly to?: number };
  const [start, end] = [own.from ?? from, own.to ?? to];
  assert.ok(from <= start && start <= end && end <= to, `${JSON.stringify(tree, bigIntAsText)} in ${text}`);
  for (const part of Object.values(tree)) checkInside(part, start, end, text);
}

function isSyntax({ code }: Issue): boolean {
  return code === 'syntax';
}

function bigIntAsText(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** The queries of the sample rules, and one of each kind that no sample rule has. */
function realQueries(): string[] {
  const folder = path.join(__ROOT__, 'samples', 'rules');
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const toml = parseToml(read('kubernetes_user_exec_into_pod.toml')) as { readonly rule: { readonly query: string } };
  return [
    toml.rule.query,
    read('service_account_token_read.eql'),
    'sequence by host.id, ?user.id with maxspan=5m\n  [process where event.type == "start" and process.name in~ ("sh", "bash")] by process.entity_id with runs=2\n' +
      '  ![network where not cidrMatch(destination.ip, "10.0.0.0/8")] by process.parent.entity_id\nuntil [process where event.type == "end"] by process.entity_id\n| tail 5',
    'sample by host.id\n  [file where file.path like "/etc/*" and file.size > 4 * 1024]\n  [registry where `odd name` != null or length(registry.path) == 3]',
  ];
}
