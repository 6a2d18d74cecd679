// Each page about an issue is built like the others and says of it what the server says.
import assert from 'node:assert/strict';
import { CODES } from '../../server/src/base/codes';
import { expectNone, read } from './sources';

const SECTIONS = ['Rationale', 'Avoid', 'Prefer', 'Configuration'];

interface Page {
  readonly title: string;
  readonly sentence: string;
  readonly sections: readonly string[];
  readonly configuration: string;
}

/** Headings inside of examples are none of the page. */
function pageOf(code: string): Page {
  const text = read(`docs/diagnostics/${code}.md`).replace(/^(`{3,})[^`\n]*\n[^]*?^\1$/gm, '');
  const [head = '', ...sections] = text.split(/^## /m);
  const [, title = '', sentence = ''] = /^# (.*)\n\n([^]*?)\s*$/.exec(head) ?? [];
  return {
    title,
    sentence: sentence.replaceAll(/\s+/g, ' '),
    sections: sections.map((section) => /^.*/.exec(section)?.[0] ?? ''),
    configuration: /^Configuration\s+([^]*)$/.exec(sections.at(-1) ?? '')?.[1] ?? '',
  };
}

const pages = Object.entries(CODES).map(([code, facts]) => ({ code, facts, page: pageOf(code) }));

function expectOf(what: string, isRight: (each: (typeof pages)[number]) => boolean): void {
  it(what, () =>
    expectNone(
      pages.filter((each) => !isRight(each)).map(({ code }) => code),
      'pages that do not',
    ),
  );
}

describe('a page about an issue', () => {
  expectOf('begins with its code', ({ code, page }) => page.title === `\`${code}\``);
  expectOf('says in a sentence what the server says', ({ facts, page }) => page.sentence === facts.title);
  expectOf('has its sections in order, what to avoid with what to prefer', ({ page }) => {
    const known = SECTIONS.filter((each) => page.sections.includes(each));
    const isWhole = page.sections.includes('Rationale') && page.sections.includes('Configuration');
    const isPaired = page.sections.includes('Avoid') === page.sections.includes('Prefer');
    return isWhole && isPaired && known.join() === page.sections.join();
  });
  expectOf('tells the severity', ({ facts, page }) => page.configuration.startsWith(`Severity: ${facts.severity}`));
  expectOf(
    'tells whether its fix is applied by itself',
    ({ facts, page }) => page.configuration.includes('fix-all') === (facts.cure === 'safe'),
  );
});

describe('the list of the pages', () => {
  const rows = [
    ...read('docs/diagnostics/README.md').matchAll(/^\| \[(.+?)\]\(\1\.md\)\s*\| (\w+)\s*\| (✓?)\s*\| (.*?)\s*\|$/gm),
  ];
  it('has each code with its severity, its fix and its sentence', () => {
    const listed = rows.map(
      ([, code = '', severity, cure, title = '']) => [code, severity, cure !== '', title] as const,
    );
    const wanted = pages.map(({ code, facts }) => [code, facts.severity, facts.cure === 'safe', facts.title] as const);
    const byCode = (a: readonly [string, ...unknown[]], b: readonly [string, ...unknown[]]): number =>
      a[0] < b[0] ? -1 : 1;
    assert.deepEqual([...listed].sort(byCode), [...wanted].sort(byCode), 'run node scripts/makeDiagnosticsIndex.mjs');
  });
});
