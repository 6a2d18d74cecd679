// `rulewright lofp build`: what it writes, where it refuses to write, and what it says of files that it cannot read.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { elasticToml, SIGMA, SPLUNK, TIED_RULE, WRITTEN_ENTRY } from '../lofp/rules';
import { corpusFiles } from '../corpus';
import { linesOf, root, runOnDisk } from './world';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'lofp-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: readonly string[]): string => path.join(folder, ...names);
const text = (...names: readonly string[]): string => readFileSync(at(...names), 'utf8');

function put(name: string, content: string): void {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), content);
}

/** Every link and every anchor of every page of the site that leads nowhere, and every anchor that stands twice. */
function brokenLinks(site: string): readonly string[] {
  const anchors = new Map<string, readonly string[]>();
  const anchorsOf = (file: string): readonly string[] => {
    const known =
      anchors.get(file) ?? [...readFileSync(file, 'utf8').matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id);
    anchors.set(file, known);
    return known;
  };
  return [...filesBelow(site)].flatMap(([name, page]) => {
    if (!name.endsWith('.html')) return [];
    const own = path.join(site, name);
    const twice = anchorsOf(own).filter((id, place, all) => all.indexOf(id) !== place);
    const links = [...page.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link = '']) => link.replaceAll('&#39;', "'"));
    const dead = links.filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? own : path.join(path.dirname(own), decodeURIComponent(file));
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchorsOf(target).includes(decodeURIComponent(anchor));
    });
    return [...twice.map((id) => `${name}: #${id} twice`), ...dead.map((link) => `${name}: ${link}`)];
  });
}

/** The pages of which a logic has no link in its heading. */
function logicsWithoutLink(site: string): readonly string[] {
  return [...filesBelow(site)].flatMap(([name, page]) =>
    page
      .split('<h4>Detection logic</h4>')
      .slice(1)
      .some(
        (part) =>
          !/^\s*(?:<figure class="code">\s*<figcaption>(?:(?!<\/figcaption>)[^])*|<p class="quiet">[^<]*)<a href="/.test(
            part,
          ),
      )
      ? [name]
      : [],
  );
}

const build = (...words: readonly string[]) => runOnDisk(['lofp', 'build', ...words, '--out', at('site')]);

function filesBelow(place: string): ReadonlyMap<string, string> {
  const names = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.map(({ parentPath, name }) => [
      path.relative(place, path.join(parentPath, name)),
      readFileSync(path.join(parentPath, name), 'utf8'),
    ]),
  );
}

interface CatalogueJson {
  readonly entries: readonly {
    readonly id: string;
    readonly statement: string;
    readonly rules: readonly string[];
    readonly techniques: readonly { readonly id: string; readonly name: string }[];
  }[];
  readonly written: readonly {
    readonly id: string;
    readonly rules: readonly string[];
    readonly proofs: number;
    readonly broken: number;
  }[];
  readonly boilerplate: readonly { readonly statement: string }[];
  readonly rules: Readonly<Record<string, { readonly name: string; readonly file: string; readonly source: string }>>;
}

const catalogue = (): CatalogueJson => JSON.parse(text('site', 'catalogue.json')) as CatalogueJson;

describe('rulewright lofp build', () => {
  it('makes one page of what rules of three kinds say', async () => {
    put('rules/a.toml', elasticToml({ statements: ['ADMINISTRATORS who debug a pod'] }));
    put('rules/deep/b.yml', SIGMA);
    put('rules/deep/c.yaml', SPLUNK);
    put('rules/notes.yaml', 'a: 1\n');
    const said = await build(at('rules'));
    assert.deepEqual([said.code, said.err], [0, '']);
    assert.match(
      said.out,
      /^1 statement in 3 rules, of 3 rules that were read\.\n1 statement besides that says nothing\.\nOpen .*index\.html\n$/,
    );
    const { entries, boilerplate, rules } = catalogue();
    assert.deepEqual(
      boilerplate.map(({ statement }) => statement),
      ['Unknown'],
    );
    assert.equal(entries[0]?.rules.length, 3);
    assert.deepEqual(
      entries[0]?.techniques.find(({ id }) => id === 'T1609'),
      { id: 'T1609', name: 'Container Administration Command' },
    );
    assert.deepEqual(
      Object.values(rules).map(({ file, source }) => [file, source]),
      [
        ['../rules/a.toml', 'elastic'],
        ['../rules/deep/b.yml', 'sigma'],
        ['../rules/deep/c.yaml', 'splunk'],
      ],
    );
    const page = text('site', 'entries', `${entries[0]?.id}.html`);
    for (const file of ['a.toml', 'deep/b.yml', 'deep/c.yaml']) {
      assert.ok(page.includes(`<a href="../../rules/${file}">rules/${file}</a>`), file);
      assert.ok(existsSync(path.join(at('site', 'entries'), `../../rules/${file}`)));
    }
  });

  it('leaves out where a folder lies', async () => {
    put('rules/a.toml', elasticToml({ statements: ['Backups'] }));
    await build(at('rules'));
    for (const [name, content] of filesBelow(at('site'))) assert.ok(!content.includes(folder), name);
  });

  it('writes the same bytes again, and removes pages that are no more', async () => {
    put('rules/a.toml', elasticToml({ statements: ['Backups'] }));
    put('rules/b.toml', elasticToml({ statements: ['Scanners'] }));
    await build(at('rules'));
    const first = filesBelow(at('site'));
    put('site/notes.txt', 'mine');
    assert.equal((await build(at('rules'))).code, 0);
    assert.deepEqual(new Map([...filesBelow(at('site'))].filter(([name]) => name !== 'notes.txt')), first);
    rmSync(at('rules/b.toml'));
    await build(at('rules'));
    assert.equal(readdirSync(at('site/entries')).length, 1);
    assert.equal(text('site/notes.txt'), 'mine');
  });

  it('refuses a folder that is not its own, before it writes anything', async () => {
    put('rules/a.toml', elasticToml({ statements: ['Backups'] }));
    put('site/thesis.txt', 'mine');
    const said = await build(at('rules'));
    assert.equal(said.code, 2);
    assert.match(said.err, /is not empty and was not made by `rulewright lofp build`: nothing was written\./);
    assert.deepEqual(readdirSync(at('site')), ['thesis.txt']);
  });

  it('leaves its pages where the rules are gone, and says so', async () => {
    put('rules/a.toml', elasticToml({ statements: ['Backups'] }));
    await build(at('rules'));
    rmSync(at('rules/a.toml'));
    const said = await build(at('rules'));
    assert.deepEqual([said.code, said.out], [2, '']);
    assert.match(said.err, /rules holds no rule and no entry: nothing was written\.\n$/);
    assert.equal(readdirSync(at('site/entries')).length, 1);
  });

  it('may be run twice at once', async () => {
    put('rules/a.toml', elasticToml({ statements: ['Backups'] }));
    const both = await Promise.all([build(at('rules')), build(at('rules'))]);
    assert.deepEqual(
      both.map(({ code, err }) => [code, err]),
      [
        [0, ''],
        [0, ''],
      ],
    );
  });

  it('refuses a file for a folder', async () => {
    put('rules/a.toml', elasticToml({ statements: ['Backups'] }));
    put('site', 'mine');
    assert.match((await build(at('rules'))).err, /site is a file; `--out` takes a folder\./);
  });

  it('tells of broken files in one sentence each, and makes a catalogue of the rest', async () => {
    put('rules/a.toml', elasticToml({ statements: ['Backups'] }));
    put('rules/b.yml', `${SIGMA}---\ntitle: [\n`);
    put('rules/c.toml', `${elasticToml({ statements: ['Scanners'] })}broken =\n`);
    const said = await build(at('rules'), '--format', 'json');
    assert.equal(said.code, 2);
    const [report] = linesOf<{ readonly entries: number; readonly problems: readonly string[] }>(said);
    assert.equal(report?.entries, 3);
    assert.equal(report?.problems.length, 2);
    for (const [index, name] of ['b.yml', 'c.toml'].entries())
      assert.match(report?.problems[index] ?? '', new RegExp(`${name}:\\d+: [A-Z\`].*\\.$`));
  });

  it('makes a page of each entry that is written by hand, with the arms and the proofs of its rules', async () => {
    put('work/rules/exec.toml', TIED_RULE);
    put('work/lofp/nightly-copy.yaml', WRITTEN_ENTRY);
    const said = await build(at('work'), '--format', 'json');
    assert.deepEqual([said.code, said.err], [0, '']);
    const [report] = linesOf<{ readonly written: number; readonly entries: number }>(said);
    assert.deepEqual([report?.written, report?.entries], [1, 1]);
    const page = text('site', 'entries', 'nightly-copy.html');
    for (const link of ['../../work/rules/exec.toml', '../../work/lofp/nightly-copy.yaml']) {
      assert.ok(page.includes(`href="${link}"`), link);
      assert.ok(existsSync(path.join(at('site', 'entries'), link)), link);
    }
    assert.match(page, /Arms that implement it[^]*work\/rules\/exec\.toml, line 14</);
    assert.equal(page.match(/<b>Holds:<\/b>/g)?.length, 2);
    assert.ok(!page.includes('Does not hold'));
  });

  it('takes entries from elsewhere, and tells of faulty ones in one sentence each', async () => {
    put('rules/exec.toml', TIED_RULE);
    put('known/a.yaml', WRITTEN_ENTRY);
    put('known/b.yaml', WRITTEN_ENTRY);
    put(
      'known/c.yaml',
      'id: c\nstatement: Backups.\nexpressible: no\nsurprise: 1\nevidence: { alerts: [{ event: { a: b } }] }\n',
    );
    put('known/d.yaml', 'id: [\n');
    const said = await build(at('rules'), '--entries', at('known'));
    assert.equal(said.code, 1);
    const sentences = said.err.trim().split('\n');
    for (const name of ['b', 'c', 'd']) assert.match(said.err, new RegExp(`known/${name}\\.yaml:\\d+: .*\\.$`, 'm'));
    assert.ok(!sentences.some((each) => each.includes('a.yaml:')), said.err);
    assert.deepEqual(
      readdirSync(at('site/entries')).filter((name) => /^c\.|nightly/.test(name)),
      ['c.html', 'nightly-copy.html'],
    );
  });

  it('has a page for each entry of the samples; that of the seed leads to both rules, to arms and to events', async function () {
    this.timeout(60_000);
    const said = await build(path.join(root, 'samples'));
    assert.deepEqual([said.code, said.err], [0, '']);
    const { written, rules } = catalogue();
    assert.ok(written.length >= 25);
    assert.deepEqual(
      written.flatMap(({ id, proofs, broken }) => (proofs === 0 || broken > 0 ? [id] : [])),
      [],
    );
    const seed = written.find(({ id }) => id === 'kubectl-exec-debugging');
    assert.deepEqual(
      seed?.rules.map((key) => rules[key]?.name),
      ['Kubernetes User Exec into Pod', 'Interactive Exec Into Container Detected via Defend for Containers'],
    );
    const page = text('site', 'entries', 'kubectl-exec-debugging.html');
    for (const file of ['kubernetes-audit.ndjson', 'cloud-defend-process.ndjson'])
      assert.match(page, new RegExp(`href="[^"]*/samples/events/${file}"`));
    assert.match(page, /Must still alert[^]*a shell with a terminal[^]*<b>Holds:/);
    assert.deepEqual(brokenLinks(at('site')), []);
    assert.deepEqual(logicsWithoutLink(at('site')), []);
  });

  const misused: readonly (readonly [what: string, words: readonly string[], sentence: RegExp])[] = [
    ['nothing to do', [], /needs to be told what to do/],
    ['something else to do', ['serve', 'x'], /has no `serve`/],
    ['no rules', ['build', '--out', 'x'], /needs a folder of rules, or rule files/],
    ['no folder', ['build', 'x'], /needs a folder for the site: `--out DIR`/],
    [
      'entries that are not there',
      ['build', '.', '--out', 'x', '--entries', 'no-such-entries'],
      /no-such-entries does not exist/,
    ],
    ['rules that are not there', ['build', 'no-such-folder', '--out', 'x'], /no-such-folder does not exist/],
  ];
  for (const [what, words, sentence] of misused)
    it(`is misused with ${what}`, async () => {
      const said = await runOnDisk(['lofp', ...words]);
      assert.equal(said.code, 2);
      assert.match(said.err, sentence);
    });

  it('has a page for each statement of the corpus, and on it a link to each of its rules', async function () {
    this.timeout(60_000);
    if (corpusFiles().length === 0) return;
    const said = await build(path.join(root, '..', 'shared', 'corpus'));
    assert.deepEqual([said.code, said.err], [0, '']);
    const { entries, rules } = catalogue();
    assert.equal(readdirSync(at('site/entries')).length, entries.length);
    assert.equal(new Set(entries.map(({ id }) => id.toLowerCase())).size, entries.length);
    assert.deepEqual(brokenLinks(at('site')), []);
    assert.deepEqual(logicsWithoutLink(at('site')), []);
    for (const entry of entries) {
      const page = text('site', 'entries', `${entry.id}.html`);
      for (const [index, key] of entry.rules.entries()) {
        const { file = '' } = rules[key] ?? {};
        assert.ok(existsSync(path.join(at('site'), file)), file);
        assert.ok(page.includes(`href="../${file}"`) && page.includes(`id="rule-${index + 1}"`), file);
      }
    }
  });
});
