// A type that the schemas leave open or contradict: nobody is warned on its account, and the events of a sample decide.
import assert from 'node:assert/strict';
import { createEventStore } from '../../server/src/engine/eventStore';
import { checkQuery } from '../../server/src/eql/check/checkQuery';
import { parseQuery } from '../../server/src/eql/parse';
import { localFields, sampleResolver } from '../../server/src/worker/sampleFields';
import { composed } from './composed';

const AUDIT = composed({ index: ['logs-kubernetes.audit_logs-*'] });
const OPEN = 'kubernetes.audit.requestObject.spec.replicas';

function codes(condition: string): readonly string[] {
  const { value } = parseQuery(`any where ${condition}`);
  const options = { eventCategoryField: 'event.category', timestampField: '@timestamp' };
  return checkQuery(value, AUDIT, options).map((issue) => issue.code);
}

describe('a field whose type is uncertain', () => {
  const conditions = [`${OPEN} > 3`, `${OPEN} == "x"`, `${OPEN} == true`, `${OPEN} : "x*"`, `${OPEN} in (1, 2)`];
  for (const condition of [...conditions, `cidrMatch(${OPEN}, "10.0.0.0/8")`, `add(${OPEN}, 1) > 2`])
    it(`raises nothing in \`${condition}\``, () => assert.deepEqual(codes(condition), []));

  it('is another thing than one whose type is known', () => {
    assert.deepEqual(codes('kubernetes.audit.verb > 3'), ['type-mismatch']);
  });

  it('has the type that the sample shows', () => {
    const store = createEventStore();
    store.addObject({ kubernetes: { audit: { requestObject: { spec: { replicas: 12 } } } } }, { sample: 0, line: 1 });
    const fields = localFields(AUDIT, sampleResolver(store), store);
    assert.equal(fields.find(OPEN)?.type, 'long');
    assert.deepEqual(fields.conflicts(), []);
  });
});
