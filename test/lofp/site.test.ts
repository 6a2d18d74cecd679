// The pages of the catalogue: nothing that a rule says becomes markup, every logic leads to its rule, and nothing comes from outside.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import vm from 'node:vm';
import fc from 'fast-check';
import { buildCatalogue } from '../../server/src/lofp/statements/catalogue';
import type { CatalogueRule } from '../../server/src/lofp/statements/catalogue';
import { highlight } from '../../server/src/lofp/site/highlight';
import { addressOf, escapeHtml, html, inline, shorten } from '../../server/src/lofp/site/html';
import { headline } from '../../server/src/lofp/site/entryPage';
import { renderSite } from '../../server/src/lofp/site/site';
import { STYLE } from '../../server/src/lofp/site/style';
import { ruleOf } from './rules';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
const siteOf = (rules: readonly CatalogueRule[]) => renderSite(buildCatalogue(rules, hash, new Map()));

/** What a reader of markup makes of text: the opposite of escaping. */
function unescape(markup: string): string {
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return markup.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => names[name] ?? '');
}

const hostile =
  '</title></script><script>alert(1)</script><img src=x onerror=alert(1)> " \' & `<b>` javascript:alert(1) ${x}';

describe('escaping', () => {
  it('leaves nothing that markup is made of, and loses nothing', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const escaped = escapeHtml(text);
        assert.ok(!/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/.test(escaped));
        assert.equal(
          unescape(escaped).replace(/\[U\+\w+\]|\uFFFD/g, ''),
          text.replace(/\r\n?/g, '\n').replace(/[\u202A-\u202E\u2066-\u2069\uFFFD]|(?!\n|\t)\p{Cc}/gu, ''),
        );
      }),
    ));
  it('shows what would turn the text around', () => assert.equal(escapeHtml('a\u202Eb'), 'a[U+202E]b'));
  it('keeps no sign that a page may not hold', () =>
    assert.equal(escapeHtml('a\u0000\u001b\ud800b'), 'a\uFFFD\uFFFD\uFFFDb'));
  it('is that of every part of a template', () =>
    assert.equal(
      html`<p title="${'"'}">${'<'}${[html`<b>${'&'}</b>`]}${3}</p>`.markup,
      '<p title="&quot;">&lt;<b>&amp;</b>3</p>',
    ));
  it('is that of code in a sentence, too', () =>
    assert.equal(inline('a `<b>` c').markup, 'a <code>&lt;b&gt;</code> c'));
});

describe('a text that is too long for its place', () => {
  it('is cut between words', () => assert.equal(shorten('one two, three four', 12), 'one two…'));
  it('is cut within one that has no end', () => assert.equal(shorten('a'.repeat(100), 10), `${'a'.repeat(9)}…`));
  it('is never longer, and no half of a sign', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 20 }), (text, most) => {
        const short = shorten(text, most);
        assert.ok(short.length <= Math.max(most, 1));
        assert.ok(!/[\uD800-\uDBFF]…$/.test(short) || /[\uD800-\uDBFF](?![\uDC00-\uDFFF])/.test(text));
      }),
    ));
  it('is a heading by its first sentence', () =>
    assert.equal(headline('Backups read every file. Nothing else does.'), 'Backups read every file.'));
});

describe('an address', () => {
  it('has no sign that ends it', () =>
    assert.equal(addressOf('../a b/"<c>#?%.toml'), '../a%20b/%22%3Cc%3E%23%3F%25.toml'));
  it('stays a path, whatever a file is called', () => assert.equal(addressOf('javascript:x'), 'javascript%3Ax'));
});

describe('the colours of a query', () => {
  const marked = (text: string): string =>
    highlight({ language: 'eql', text }).markup.replace(/<span class="(\w+)">(.*?)<\/span>/gs, '{$1 $2}');
  it('tell words from names, texts and remarks', () =>
    assert.equal(
      marked('process where // why\n a.b like~ ("x*", 1) and length(c) > 1 | head 5'),
      '{category process} {keyword where} {comment // why}\n {field a}.{field b} {keyword like~} ({string &quot;x*&quot;}, {number 1}) {keyword and} {function length}({field c}) &gt; {number 1} | {keyword head} {number 5}',
    ));
  it('lose no character of it, however broken it is', () => {
    const piece = fc.constantFrom(
      'process',
      ' where ',
      '"',
      '`',
      '/*',
      '//',
      '\n',
      '<b>',
      '&',
      '(',
      '"""',
      "'",
      '?',
      'é',
      '😀',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const plain = unescape(highlight({ language: 'eql', text }).markup.replace(/<\/?span[^>]*>/g, ''));
        assert.equal(plain, text);
      }),
    );
  });
  it('are none in other languages', () =>
    assert.equal(highlight({ language: 'sigma', text: 'a: <b>' }).markup, 'a: &lt;b&gt;'));
});

describe('the site', () => {
  const rule = ruleOf([hostile, `${hostile} and more of it`, 'Unknown'], {
    name: hostile,
    description: hostile,
    path: `rules/${hostile.replaceAll('/', '')}.toml`,
    logic: { language: 'eql', text: `process where a == "${hostile}"` },
    techniques: [{ id: 'T1059', name: hostile }],
  });
  const site = siteOf([rule, ruleOf(['Backups'])]);
  const pages = [...site].filter(([name]) => name.endsWith('.html'));

  it('makes no markup of what a rule says', () => {
    for (const [name, page] of pages) {
      const allowed = name === 'index.html' ? 2 : 0;
      assert.equal(page.match(/<script/g)?.length ?? 0, allowed, name);
      assert.ok(!/<img|<b>[^T]|onerror=alert\(1\)>/.test(page), name);
    }
  });

  it('runs no script of a rule by way of the data of the search', () => {
    const data = site.get('search-data.js') ?? '';
    assert.ok(!data.includes('<'));
    const context: { lofpRows?: readonly (readonly string[])[] } = {};
    vm.runInNewContext(data.replace('globalThis.', 'it.'), { it: context });
    assert.equal(context.lofpRows?.length, 3);
  });

  it('lets nothing in from outside', () => {
    for (const [name, page] of pages) {
      assert.match(page, /<meta http-equiv="Content-Security-Policy"\s+content="default-src &#39;none&#39;;/, name);
      const loaded = [...page.matchAll(/<(?:link|script|img|iframe)\b[^>]*?(?:href|src)="([^"]*)"/g)].map(
        ([, address]) => address ?? '',
      );
      assert.deepEqual(
        loaded.filter((address) => !/^(?:\.\.\/)?(?:site\.css|search(?:-data)?\.js)$/.test(address)),
        [],
        name,
      );
    }
  });

  it('has a place for every link', () => {
    const idsOf = (page: string): ReadonlySet<string> =>
      new Set([...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id ?? ''));
    const ids = new Map(pages.map(([name, page]) => [name, idsOf(page)]));
    for (const [name, page] of pages) {
      assert.equal([...page.matchAll(/ id="/g)].length, ids.get(name)?.size, `${name} has an id twice`);
      for (const [, address = ''] of page.matchAll(/<a\b[^>]*?href="([^"]*)"/g)) {
        const target = new URL(address, `https://x.y/site/${name}`);
        if (target.pathname.startsWith('/rules/')) continue;
        const file = target.pathname.replace('/site/', '');
        assert.ok(ids.has(file), `${name} leads to ${address}`);
        if (target.hash !== '')
          assert.ok(ids.get(file)?.has(decodeURIComponent(target.hash.slice(1))), `${name} leads to ${address}`);
      }
    }
  });

  it('has one page a statement, with its rule’s logic, a link to the rule and a place for it', () => {
    const entries = pages.filter(([name]) => name.startsWith('entries/'));
    assert.equal(entries.length, 3);
    for (const [name, page] of entries)
      assert.match(page, /<article class="rule" id="rule-1"[^]*<figcaption>[^]*<a href="\.\.\/\.\.\/rules\//, name);
  });

  it('names the rules beyond the first forty, and shows those', () => {
    const many = siteOf(
      Array.from({ length: 43 }, (_, index) =>
        ruleOf(['Backups'], { name: `Rule ${index}`, path: `rules/${index}.toml` }),
      ),
    );
    const [page = ''] = [...many].filter(([name]) => name.startsWith('entries/')).map(([, text]) => text);
    assert.equal(page.match(/<article class="rule"/g)?.length, 40);
    assert.match(page, /And 3 more rules/);
  });

  it('holds a statement of 100 kB on its page and the beginning of it in the lists', () => {
    const long = `Backups ${'of <everything> '.repeat(7000)}`;
    const large = siteOf([ruleOf([long])]);
    const [page = ''] = [...large].filter(([name]) => name.startsWith('entries/')).map(([, text]) => text);
    assert.ok(page.length > 100_000);
    for (const name of ['index.html', 'techniques.html', 'alike.html'])
      assert.ok((large.get(name)?.length ?? Infinity) < 10_000, name);
  });

  it('is there also for no rules', () => {
    assert.match(siteOf([]).get('index.html') ?? '', /None of the rules that were read says anything/);
  });
});

describe('the colours of the site', () => {
  const [light = '', dark = ''] = STYLE.split('@media (prefers-color-scheme: dark)');
  const colourOf = (block: string, name: string): string =>
    new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(block)?.[1] ?? '';

  /** Of WCAG 2: the relative luminance of a colour. */
  const luminance = (colour: string): number => {
    const parts = [1, 3, 5].map((from) => parseInt(colour.slice(from, from + 2), 16) / 255);
    const [red = 0, green = 0, blue = 0] = parts.map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (a: string, b: string): number => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  const grounds: Readonly<Record<string, readonly string[]>> = {
    ...Object.fromEntries(['text', 'quiet', 'link'].map((name) => [name, ['ground', 'paper', 'tint', 'code']])),
    ...Object.fromEntries(
      ['keyword', 'field', 'string', 'number', 'function', 'comment'].map((name) => [name, ['code']]),
    ),
    warning: ['warning-tint'],
    good: ['good-tint'],
  };
  for (const [theme, block] of Object.entries({ light, dark }))
    for (const [name, on] of Object.entries(grounds))
      it(`let ${name} be read in the ${theme} theme`, () => {
        for (const ground of on)
          assert.ok(contrast(colourOf(block, name), colourOf(block, ground)) >= 4.5, `${name} on ${ground}`);
      });
});
