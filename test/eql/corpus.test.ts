// Every EQL rule of the corpus is EQL for the grammar, and stays the same when it is printed. The corpus is read where it lies.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { parseQuery } from '../../server/src/eql/parse';
import { printQuery } from '../../server/src/eql/print';
import { placeless } from './arbitraryQueries';

declare const __ROOT__: string;

const folder = path.join(__ROOT__, '..', 'shared', 'corpus');

describe('the queries of the corpus', () => {
  const queries = existsSync(folder) ? eqlQueries() : [];
  if (queries.length === 0) console.log('    no corpus beside the repository: nothing to parse');

  it('have no issue that is a matter of syntax', () => {
    for (const { name, text } of queries) {
      const found = parseQuery(text).issues.filter(({ code }) => code === 'syntax');
      assert.deepEqual(found, [], name);
    }
  });

  it('have the same tree when printed and read again', () => {
    for (const { name, text } of queries) {
      const { value } = parseQuery(text);
      assert.deepEqual(placeless(parseQuery(printQuery(value)).value), placeless(value), name);
    }
  });
});

function eqlQueries(): { readonly name: string; readonly text: string }[] {
  const names = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.toml'));
  return names.sort().flatMap((name) => {
    const { rule } = parseToml(readFileSync(path.join(folder, name), 'utf8')) as {
      readonly rule: { readonly type: string; readonly query: string };
    };
    return rule.type === 'eql' ? [{ name, text: rule.query }] : [];
  });
}
