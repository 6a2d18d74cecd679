// What alerts of Kibana say of themselves, as proposals for labels.
import assert from 'node:assert/strict';
import { createEventStore } from '../../server/src/engine/eventStore';
import type { JsonObject } from '../../server/src/engine/store';
import { verdictOf } from '../../server/src/tuning/verdicts';
import type { Verdict } from '../../server/src/tuning/verdicts';

function verdict(alert: JsonObject): Verdict | undefined {
  const store = createEventStore();
  store.addObject({ kibana: { alert } }, { sample: 0, line: 1 });
  return verdictOf(store, 0);
}

describe('the verdict of an alert', () => {
  const labels: readonly (readonly [string, string | undefined])[] = [
    ['false_positive', 'benign'],
    ['False Positive', 'benign'],
    ['true_positive', 'malicious'],
    ['benign_positive', 'authorised'],
    ['duplicate', undefined],
    ['other', undefined],
    ['constructor', undefined],
  ];
  for (const [reason, label] of labels)
    it(`${reason} proposes ${label ?? 'nothing'}`, () => {
      assert.equal(verdict({ workflow_status: 'closed', workflow_reason: reason })?.label, label);
      assert.equal(verdict({ workflow_status: 'closed', workflow_tags: [reason] })?.label, label);
    });

  it('says who gave it and when', () => {
    const alert = {
      workflow_reason: 'false_positive',
      workflow_user: 'u_1',
      workflow_assignee_ids: ['u_2'],
      workflow_status_updated_at: '2026-01-02T03:04:05.000Z',
    };
    const expected = { label: 'benign', reason: 'false_positive', by: 'u_1', at: '2026-01-02T03:04:05.000Z' };
    assert.deepEqual(verdict(alert), expected);
  });

  it('is none where nothing was said, or two things', () => {
    assert.equal(verdict({ workflow_status: 'closed' }), undefined);
    assert.equal(verdict({ workflow_status: 'open', workflow_tags: [] }), undefined);
    assert.equal(verdict({ workflow_tags: ['False Positive', 'True Positive'] }), undefined);
  });

  it('is that of the reason where tags say another thing', () => {
    assert.equal(verdict({ workflow_reason: 'true_positive', workflow_tags: ['False Positive'] })?.label, 'malicious');
  });
});
