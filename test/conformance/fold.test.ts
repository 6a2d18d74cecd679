// Every constant expression of the reference suite through parser and engine. The cases stay where they are.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { evaluateConstant } from '../../server/src/engine/constant';
import { parseExpression } from '../../server/src/eql/parse';
import type { FieldResolver } from '../../server/src/eql/types';

interface FoldCase {
  readonly id: string;
  readonly expression: string;
  readonly expected?: unknown;
  readonly expected_error?: boolean;
  readonly conflict?: string;
}

const file = path.resolve('../shared/conformance/cases/es-fold.json');
const noFields: FieldResolver = { authority: 'mapping', find: () => undefined, nearest: () => [] };

/** Cases that contradict other material of Elasticsearch's, what we answer, and why. */
const DECIDED: Readonly<Record<string, { readonly value: unknown; readonly because: string }>> = {
  'es-fold/141': { value: '', because: 'the function gives the empty text where the right text is absent' },
  'es-fold/142': { value: '', because: 'the function gives the empty text where the left text is absent' },
  'es-fold/147': { value: 'welcome to the planet', because: 'an empty left text gives the source back' },
  'es-fold/255': { value: -6, because: 'the example of the documentation is wrong by its own arithmetic' },
};

describe('the reference constants', () => {
  if (!existsSync(file)) {
    it('are absent here: ../shared/conformance is not beside the repository', () => assert.ok(!existsSync(file)));
    return;
  }
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly FoldCase[] };
  for (const each of cases) {
    const decided = DECIDED[each.id];
    if (decided !== undefined)
      it(`${each.id} differs: ${decided.because}`, () =>
        assert.deepEqual(answerOf(each.expression), { value: decided.value }));
    else if (each.conflict === undefined) it(`${each.id} ${each.expression}`, () => checkCase(each));
  }
  it('are all there, and every contradiction is decided', () => {
    assert.ok(cases.length > 150, `only ${cases.length} cases found`);
    for (const each of cases) assert.equal(each.conflict !== undefined, each.id in DECIDED, each.id);
  });
});

function checkCase(each: FoldCase): void {
  const answer = answerOf(each.expression);
  if (each.expected_error === true) assert.ok('error' in answer, `no error but ${JSON.stringify(answer)}`);
  else assert.deepEqual(answer, { value: each.expected });
}

/** Whole numbers compare by their value: the suite's JSON does not tell int from long. */
function answerOf(expression: string): { readonly value: unknown } | { readonly error: string } {
  const { value: tree, issues } = parseExpression(expression);
  const [issue] = issues.filter((each) => each.severity === 'error');
  if (issue !== undefined) return { error: issue.message };
  const answer = evaluateConstant(tree, noFields);
  if ('error' in answer) return answer;
  return { value: typeof answer.value === 'bigint' ? Number(answer.value) : answer.value };
}
