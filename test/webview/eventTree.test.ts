// An event as a tree: field paths, marked values, and which lines are open at first.
import assert from 'node:assert/strict';
import { buildEventTree } from '../../client/webview/model/eventTree';
import type { EventNode } from '../../client/webview/model/eventTree';
import { treeLines, treeMove } from '../../client/webview/model/treeLines';

const looked = (...paths: readonly string[]): { path: string; values: string[] }[] =>
  paths.map((path) => ({ path, values: ['there'] }));

/** The lines in sight; a marked one ends with a star. */
function drawn(json: string, ...paths: readonly string[]): readonly string[] {
  const { roots, open } = buildEventTree(json, looked(...paths));
  return treeLines(roots, open).map(
    ({ node, level }) => `${'  '.repeat(level - 1)}${node.label} = ${node.text}${node.isLooked ? ' *' : ''}`,
  );
}

describe('the tree of an event', () => {
  it('is closed but for the way to what the query looked at', () => {
    assert.deepEqual(
      drawn('{"event":{"kind":"event","type":["start"]},"host":{"os":{"type":"linux"}}}', 'host.os.type'),
      ['event = 2 fields', 'host = 1 field', '  os = 1 field', '    type = linux *'],
    );
  });

  it('marks the values of dotted keys and of a wrapped event', () => {
    assert.deepEqual(drawn('{"host.os.type":"linux"}', 'host.os.type'), ['host.os.type = linux *']);
    assert.deepEqual(drawn('{"_source":{"host":{"os.type":"linux"}}}', 'host.os.type'), [
      '_source = 1 field',
      '  host = 1 field',
      '    os.type = linux *',
    ]);
  });

  it('marks an array of values and the values in it', () => {
    assert.deepEqual(drawn('{"event":{"type":["start","change"]}}', 'event.type'), [
      'event = 1 field',
      '  type = 2 values *',
      '    0 = start *',
      '    1 = change *',
    ]);
  });

  it('looks into objects in an array', () => {
    assert.deepEqual(
      drawn('{"rules":[{"name":"a"},{"name":"b"}]}', 'rules.name').filter((line) => line.includes('*')),
      ['    name = a *', '    name = b *'],
    );
  });

  it('names the fields that the event lacks', () => {
    const tree = buildEventTree('{}', [{ path: 'user.name', values: [] }, ...looked('host.name')]);
    assert.deepEqual(tree.missing, ['user.name']);
  });

  it('puts very many values into groups', () => {
    const json = JSON.stringify({ list: Array.from({ length: 250 }, (_, index) => index) });
    const [list] = buildEventTree(json, []).roots;
    assert.deepEqual(
      list?.children.map(({ label, children }: EventNode) => `${label}: ${children.length}`),
      ['0 … 99: 100', '100 … 199: 100', '200 … 249: 50'],
    );
  });

  it('keeps markup in an event as the text that it is', () => {
    assert.deepEqual(drawn('{"a":"<img src=x onerror=alert(1)>"}'), ['a = <img src=x onerror=alert(1)>']);
  });
});

describe('the keys of a tree', () => {
  const tree = [
    {
      id: 'a',
      children: [
        { id: 'a1', children: [] },
        { id: 'a2', children: [] },
      ],
    },
    { id: 'b', children: [] },
  ];
  const press = (active: string, key: string, ...open: readonly string[]): unknown =>
    treeMove(treeLines(tree, new Set(open)), active, key);

  it('go down and up over the lines in sight', () => {
    assert.deepEqual(press('a', 'ArrowDown'), { kind: 'go', id: 'b' });
    assert.deepEqual(press('a', 'ArrowDown', 'a'), { kind: 'go', id: 'a1' });
    assert.deepEqual(press('b', 'ArrowUp', 'a'), { kind: 'go', id: 'a2' });
    assert.equal(press('b', 'ArrowDown'), undefined);
  });

  it('open with the right arrow, then enter', () => {
    assert.deepEqual(press('a', 'ArrowRight'), { kind: 'open', ids: ['a'] });
    assert.deepEqual(press('a', 'ArrowRight', 'a'), { kind: 'go', id: 'a1' });
    assert.equal(press('b', 'ArrowRight'), undefined);
  });

  it('leave with the left arrow, then close', () => {
    assert.deepEqual(press('a2', 'ArrowLeft', 'a'), { kind: 'go', id: 'a' });
    assert.deepEqual(press('a', 'ArrowLeft', 'a'), { kind: 'close', id: 'a' });
    assert.equal(press('a', 'ArrowLeft'), undefined);
  });

  it('go to the first and the last line, and open all siblings', () => {
    assert.deepEqual(press('b', 'Home', 'a'), { kind: 'go', id: 'a' });
    assert.deepEqual(press('a', 'End', 'a'), { kind: 'go', id: 'b' });
    assert.deepEqual(press('b', '*'), { kind: 'open', ids: ['a', 'b'] });
  });
});
