// Pages of entries that are written by hand: everything they say, the way to rules, arms and events, and one page for one statement.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { LofpEntry } from '../../server/src/lofp/entries/entry';
import { readEntries } from '../../server/src/lofp/entries/readEntries';
import type { CatalogueRule } from '../../server/src/lofp/statements/catalogue';
import { buildCatalogue } from '../../server/src/lofp/statements/catalogue';
import { renderSite } from '../../server/src/lofp/site/site';
import type { WrittenEntry } from '../../server/src/lofp/site/writtenEntry';
import { changed, entryOf } from './entryTexts';
import { ruleOf } from './rules';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

function writtenOf(entry: LofpEntry, more: Partial<WrittenEntry> = {}): WrittenEntry {
  return {
    entry,
    file: { text: 'lofp/entry.yaml', path: '../lofp/entry.yaml' },
    rules: [],
    ruleOf: () => undefined,
    arms: [],
    proofs: [],
    sampleLink: (file) => `../${file}`,
    ...more,
  };
}

function siteOf(written: readonly WrittenEntry[], rules: readonly CatalogueRule[] = []): ReadonlyMap<string, string> {
  return renderSite(
    buildCatalogue(rules, hash, new Map()),
    written,
    new Map([['T1609', 'Container Administration Command']]),
  );
}

/** Text as a reader sees it: the white space of the markup does not count. */
function textOf(page: string | undefined): string {
  return (page ?? '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

const entryNames = (site: ReadonlyMap<string, string>): readonly string[] =>
  [...site.keys()].filter((name) => name.startsWith('entries/'));

describe('the page of an entry that is written by hand', () => {
  const rule = ruleOf([], { name: 'Exec into a pod', path: 'rules/exec.toml' });
  const entry = entryOf(
    changed(
      [
        'evidence:\n',
        'bypass: { opens: A replaced binary., coveredBy: [{ name: Image changed }, { name: Never read }] }\nnever: [With a terminal.]\nowner: platform\nevidence:\n',
      ],
      [
        'who:',
        'what: [{ product: Database, versions: 2 to 3, shape: Asks with `df`. }]\ninexpressible: The reason.\nwho:',
      ],
    ),
  );
  const [alert] = entry.evidence.alerts;
  assert.ok(alert !== undefined);
  const covering = ruleOf([], { name: 'Image changed', path: 'rules/image.toml' });
  const site = siteOf([
    writtenOf(entry, {
      rules: [rule],
      ruleOf: ({ name }) => (name === 'Image changed' ? covering : undefined),
      arms: [{ rule, eql: 'user.name == "<job>"', line: 12 }],
      proofs: [
        {
          rule,
          rows: [
            { side: 'alerts', item: alert, event: 'one', message: 'The rule alerts on it.' },
            { side: 'alerts', item: alert, event: 'two', message: 'The rule alerts on it.' },
            {
              side: 'alerts',
              item: alert,
              event: 'three',
              message: 'The rule leaves it out.',
              breach: 'left-out-by-arm',
            },
          ],
        },
      ],
    }),
  ]);
  const page = site.get('entries/disk-check.html') ?? '';
  const text = textOf(page);

  const said = [
    'A monitoring job asks a database for the space on its disks.',
    "The monitoring's service account.",
    'Database 2 to 3: Asks with df .',
    'Fields tell these events from an attack.',
    'The reason.',
    'T1609 Container Administration Command',
    'not ( user . name == "system:serviceaccount:monitoring:disk-check" and',
    'account account system:serviceaccount:monitoring:disk-check',
    'A replaced binary.',
    'Never read still sees it',
    'With a terminal.',
    'Must still alert a person asks',
    'Holds: The rule alerts on it. (2 events) Exec into a pod',
    'Does not hold: The rule leaves it out. Exec into a pod',
    'Should be left out the job asks',
    'platform',
    'Its rule Exec into a pod',
  ];
  for (const each of said) it(`says: ${each}`, () => assert.ok(text.includes(each), text));

  const links: readonly (readonly [what: string, link: string])[] = [
    ['its file', '<a href="../../lofp/entry.yaml">lofp/entry.yaml</a>'],
    ['the rule that still sees it', '<a href="../../rules/image.toml">Image changed</a>'],
    ['the arm', '<a href="../../rules/exec.toml">rules/exec.toml, line 12</a>'],
    ['its rule', '<a href="../../rules/exec.toml">rules/exec.toml</a>'],
  ];
  for (const [what, link] of links) it(`leads to ${what}`, () => assert.ok(page.includes(link), link));

  it('makes no markup of an arm', () => assert.ok(!page.includes('<job>')));

  it('leads to the sample of an event', () => {
    const sampled = changed([
      '    - note: a person asks\n      event: { user.name: ann, kubernetes.audit.requestURI: /api/v1/namespaces/shop/pods/db-0/exec?command=df&command=-h&container=db&stderr=true&stdout=true }',
      '    - { sample: events/a b.ndjson, lines: [3], ids: [x] }',
    ]);
    const made = siteOf([writtenOf(entryOf(sampled))]).get('entries/disk-check.html') ?? '';
    assert.ok(made.includes('<a href="../../events/a%20b.ndjson">events/a b.ndjson</a>'), made);
    assert.ok(textOf(made).includes('events/a b.ndjson x, line 3'));
  });

  it('says that there is no exclusion where the events are authorised', () => {
    const none = entryOf(
      `id: shell\nstatement: A person opens a shell.\nexpressible: no\nevidence:\n  alerts: [{ event: { a: b } }]\n`,
    );
    assert.ok(
      textOf(siteOf([writtenOf(none)]).get('entries/shell.html')).includes(
        'There is none: these events are authorised, and must still alert.',
      ),
    );
  });

  it('is also that of a statement with the same words, whose rules it takes over', () => {
    const own = ruleOf(['a monitoring job asks a  DATABASE for the space on its disks.'], { name: 'Says so' });
    const joined = siteOf([writtenOf(entry, { rules: [rule] })], [own, ruleOf(['Backups'])]);
    assert.equal(entryNames(joined).length, 2);
    const taken = textOf(joined.get('entries/disk-check.html'));
    assert.ok(taken.includes('Its 2 rules Exec into a pod'), taken);
    assert.ok(taken.includes('Other spellings'));
  });

  it('is named on the page of another statement of the same rule', () => {
    const speaking = ruleOf(['Backups'], { name: 'Says so' });
    const joined = siteOf([writtenOf(entry, { rules: [speaking] })], [speaking]);
    const [other = ''] = entryNames(joined).filter((name) => name !== 'entries/disk-check.html');
    assert.match(joined.get(other) ?? '', /Entries for its rules[^]*<a href="\.\.\/entries\/disk-check\.html">/);
  });

  it('is a page of its own, whatever its id', () => {
    const ids = ['disk-check', 'Disk-Check', '../../x', 'a/b', 'a b', hash('backups').slice(0, 12)];
    const { entries } = readEntries(
      ids.map((id) => ({ path: `/lofp/${id}.yaml`, text: changed(['id: disk-check', `id: ${JSON.stringify(id)}`]) })),
    );
    const names = entryNames(
      siteOf(
        entries.map((each) => writtenOf(each)),
        [ruleOf(['Backups'])],
      ),
    );
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, entries.length + 1);
    for (const name of names) assert.match(name, /^entries\/[\w-]+\.html$/);
  });
});
