// Entries of the catalogue: what a whole one says, and the one sentence for each thing that can be wrong with one.
import assert from 'node:assert/strict';
import { readEntries } from '../../server/src/lofp/entries/readEntries';
import type { EntryWorld } from '../../server/src/lofp/entries/readEntries';
import { changed, ENTRY, entryOf, read } from './entryTexts';

const codesOf = (text: string, world?: EntryWorld): readonly string[] =>
  read(text, world).issues.map(({ code }) => code);

describe('an entry of the catalogue', () => {
  it('says what its file says', () => {
    const entry = entryOf();
    assert.deepEqual(read(ENTRY).issues, []);
    assert.equal(entry.id.value, 'disk-check');
    assert.equal(entry.expressible, 'yes');
    assert.deepEqual(
      entry.rules.map(({ id }) => id),
      ['11111111-2222-4333-8444-555555555555'],
    );
    const [template] = entry.exclusions;
    assert.equal(template?.fewest, 3);
    assert.deepEqual(
      template.parameters.map(({ name, type }) => `${name} ${type}`),
      ['account account', 'namespace namespace', 'pod pod-owner'],
    );
  });

  it('gives its events the fields that all of them have', () => {
    const [item] = entryOf().evidence.alerts;
    assert.ok(item?.source.kind === 'inline');
    assert.equal(item.source.event['kubernetes.audit.objectRef.namespace'], 'shop');
    assert.equal(item.source.event['user.name'], 'ann');
  });

  const faults: readonly (readonly [what: string, text: string, code: string, sentence: RegExp, world?: EntryWorld])[] =
    [
      ['an unknown field', changed(['who:', 'whoever:']), 'lofp-entry', /`whoever` is no key of an entry/],
      [
        'a value that is none',
        changed(['expressible: yes', 'expressible: often']),
        'lofp-entry',
        /`yes`, `partly` or `no`, not `often`/,
      ],
      [
        'an id that is none',
        changed(['id: disk-check', 'id: Disk check']),
        'lofp-entry',
        /small letters, digits and single dashes/,
      ],
      [
        'no rule',
        changed(
          ['  - { id: 11111111-2222-4333-8444-555555555555, name: Exec into a pod }\n', ''],
          ['rules:', 'rules: []'],
        ),
        'lofp-entry',
        /names no rule/,
      ],
      [
        'nothing that cannot be said',
        changed(['expressible: yes', 'expressible: partly']),
        'lofp-entry',
        /say under `inexpressible`/,
      ],
      ['a day that is none', `${ENTRY}review: soon\n`, 'lofp-entry', /`soon` is no day/],
      [
        'a forbidden wildcard',
        changed(['example: shop', 'example: shop-*']),
        'lofp-wildcard',
        /`shop-\*` holds a wildcard, which `namespace` forbids/,
      ],
      [
        'an event that is nowhere',
        changed(['    - note: a person asks\n', '    - note: nothing\n    - note: a person asks\n']),
        'lofp-evidence',
        /No event is meant here: write it out under `event`, or name a `sample`/,
      ],
      [
        'an event in two places',
        changed(['- note: a person asks', '- sample: here.ndjson']),
        'lofp-evidence',
        /what is written counts\. Remove `event` or `sample`/,
      ],
      [
        'a value of another type',
        changed(['example: shop', 'example: My Shop']),
        'lofp-template',
        /`My Shop` is no namespace/,
      ],
      [
        'a shell as a command',
        changed(
          ['command=df&command=-h&container', '{run}&container'],
          ['    parameters:\n', '    parameters:\n      run: { type: command, example: bash -i }\n'],
        ),
        'lofp-template',
        /`bash -i` runs whatever is typed into it/,
      ],
      [
        'an image without a registry',
        changed(
          ["'{namespace}' }", "'{image}' }"],
          ['    parameters:\n', '    parameters:\n      image: { type: image, example: debug }\n'],
        ),
        'lofp-template',
        /`debug` lacks its registry/,
      ],
      [
        'a parameter that is not there',
        changed(["'{account}'", "'{acount}'"]),
        'lofp-template',
        /`\{acount\}` is no parameter .* Did you mean `\{account\}`/,
      ],
      [
        'a parameter that nobody asks for',
        changed(["'{account}'", 'ann']),
        'lofp-template',
        /No pattern asks for `\{account\}`/,
      ],
      [
        'fewer fields than it must bind',
        changed(['    parameters:\n', '    fewest: 4\n    parameters:\n']),
        'lofp-template',
        /binds 3 fields, and `fewest` asks for 4/,
      ],
      [
        'an exclusion of nothing',
        changed(['    parameters:\n', '    fewest: 0\n    parameters:\n']),
        'lofp-template',
        /`fewest` is at least 1/,
      ],
      [
        'no exclusion where all can be said',
        changed([ENTRY.slice(ENTRY.indexOf('exclusions:'), ENTRY.indexOf('evidence:')), '']),
        'lofp-template',
        /it has no `exclusions`/,
      ],
      [
        'no event that must alert',
        changed([ENTRY.slice(ENTRY.indexOf('  alerts:'), ENTRY.indexOf('  excluded:')), '']),
        'lofp-evidence',
        /must still alert/,
      ],
      [
        'a sample of which no event is meant',
        changed(['    - note: a person asks\n', '    - sample: gone.ndjson\n    - note: a person asks\n']),
        'lofp-evidence',
        /Say which events/,
      ],
      [
        'a condition that is no EQL',
        changed([
          '    - note: a person asks\n',
          '    - { sample: a.ndjson, where: user.name = 1 }\n    - note: a person asks\n',
        ]),
        'lofp-evidence',
        /`where` is no EQL condition/,
      ],
      [
        'a missing evidence file',
        changed([
          '    - note: a person asks\n',
          '    - { sample: gone.ndjson, lines: [1] }\n    - note: a person asks\n',
        ]),
        'lofp-evidence-file',
        /There is no sample `gone.ndjson`/,
        { hasFile: () => false },
      ],
      [
        'a parameter of an event that no exclusion has',
        changed(['    - note: the job asks\n', '    - note: the job asks\n      with: { person: ann }\n']),
        'lofp-evidence',
        /has a parameter `person`/,
      ],
      [
        'a wildcard in a parameter of an event',
        changed(['    - note: the job asks\n', "    - note: the job asks\n      with: { namespace: '*' }\n"]),
        'lofp-wildcard',
        /which `namespace` forbids/,
      ],
      [
        'a statement of 100 kB',
        changed(['A monitoring job', 'very '.repeat(20_000)]),
        'lofp-statement',
        /has 1\d{5} characters/,
      ],
      [
        'a statement with markup',
        changed(['A monitoring job', '<img src=x onerror=alert(1)> A job']),
        'lofp-statement',
        /holds markup/,
      ],
      [
        'a statement that says nothing',
        changed(['A monitoring job asks a database for the space on its disks.', 'Unknown']),
        'lofp-statement',
        /says nothing/,
      ],
      [
        'a review that is past',
        `${ENTRY}review: 2026-01-31\n`,
        'lofp-review',
        /by 2026-01-31/,
        { today: '2026-02-01' },
      ],
      [
        'an end that is past',
        `${ENTRY}expires: 2026-01-31\n`,
        'lofp-expired',
        /ended on 2026-01-31/,
        { today: '2026-02-01' },
      ],
      [
        'a reference to nothing',
        `${ENTRY}see: [disk-chek]\n`,
        'lofp-reference',
        /There is no entry `disk-chek`. Did you mean `disk-check`/,
      ],
    ];
  for (const [what, text, code, sentence, world] of faults)
    it(`is told of ${what} by one sentence, and still there`, () => {
      const { entries, issues } = read(text, world);
      assert.deepEqual(
        issues.map((issue) => issue.code),
        [code],
        issues.map(({ message }) => message).join('\n'),
      );
      assert.match(issues[0]?.message ?? '', sentence);
      assert.equal(entries.length, 1);
    });

  it('carries no page in place of a statement', () => {
    const text = changed(['A monitoring job', 'very '.repeat(20_000)]);
    assert.ok((read(text).entries[0]?.statement.value.length ?? 0) < 1000);
  });

  it('holds until the end of its last day', () =>
    assert.deepEqual(codesOf(`${ENTRY}expires: 2026-01-31\nreview: 2026-01-31\n`, { today: '2026-01-31' }), []));

  it('is none where the file lacks its id, is empty or no YAML', () => {
    for (const text of ['', '# nothing', 'statement: a', '[1, 2]', 'id: [', '\u0000', '&a [*a]']) {
      const { entries, issues } = read(text);
      assert.equal(entries.length, 0, text);
      assert.ok(issues.length > 0, text);
    }
  });
});

describe('the entries of a catalogue', () => {
  const named = (id: string, more = ''): { readonly path: string; readonly text: string } => ({
    path: `/lofp/${id}.yaml`,
    text: changed(['id: disk-check', `id: ${id}`]) + more,
  });

  it('are each there, whatever is wrong with one of them', () => {
    const { entries } = readEntries([named('a'), { path: '/lofp/x.yaml', text: 'id: [' }, named('b')]);
    assert.deepEqual(
      entries.map(({ id }) => id.value),
      ['a', 'b'],
    );
  });

  it('have one id each: the first of two counts', () => {
    const { entries, issues } = readEntries([named('a'), { ...named('a'), path: '/lofp/again.yaml' }]);
    assert.deepEqual(
      entries.map(({ path }) => path),
      ['/lofp/a.yaml'],
    );
    assert.deepEqual(
      issues.map(({ code, path }) => [code, path]),
      [['lofp-duplicate-id', '/lofp/again.yaml']],
    );
  });

  it('may be cases of each other, but not in a circle', () => {
    const circle = [
      named('a', 'extends: b\n'),
      named('b', 'extends: c\n'),
      named('c', 'extends: a\n'),
      named('d', 'extends: a\n'),
    ];
    const { entries, issues } = readEntries(circle);
    assert.equal(entries.length, 4);
    assert.deepEqual(
      issues.map(({ code, path }) => [code, path]),
      ['a', 'b', 'c'].map((id) => ['lofp-reference', `/lofp/${id}.yaml`]),
    );
    assert.match(issues[0]?.message ?? '', /`a` → `b` → `c` → `a`/);
    assert.deepEqual(readEntries([named('a', 'extends: b\n'), named('b')]).issues, []);
  });

  it('may point at each other', () =>
    assert.deepEqual(readEntries([named('a', 'see: [b]\n'), named('b', 'see: [a]\n')]).issues, []));
});
