// The papers and the code: each issue has its page, each page an issue, and every file that a page names is there.
import assert from 'node:assert/strict';
import path from 'node:path';
import { issueCodes } from './issueCodes';
import { expectNone, filesIn, projectFiles, read } from './sources';

const pages = filesIn('docs/diagnostics', /\.md$/).map((file) => path.parse(file).name);
const codes = issueCodes();

describe('the pages of issues', () => {
  it('are there for every code of the server', () => {
    assert.ok(codes.size > 20);
    expectNone(
      [...codes.keys()].filter((code) => !pages.includes(code)),
      'codes without a page in docs/diagnostics',
    );
  });

  it('name a code that the server has', () => {
    expectNone(
      pages.filter((page) => !codes.has(page) && page !== 'README'),
      'pages without a code',
    );
  });
});

describe('the report on the public rules', () => {
  const report = read('docs/corpus.md');
  const judged = Object.keys(JSON.parse(read('scripts/corpusJudgements.json')) as Record<string, unknown>);
  const named = [...report.matchAll(/^\| \[([a-z-]+)\]|^### ([a-z-]+)$/gm)].map(([, row, part]) => row ?? part ?? '');

  it('names codes that the server has, and so do the judgements', () => {
    assert.ok(named.length > 20);
    expectNone(
      [...named, ...judged].filter((code) => !codes.has(code)),
      'codes of nothing',
    );
  });

  it('has the judgements, and no code of severity error', () => {
    expectNone(
      judged.filter((code) => !named.includes(code)),
      'judgements that the report does not show',
    );
    assert.match(report, /^\| error +\| 0 +\|$/m);
  });

  it('says how it is made, as does the page for those who work on the checks', () => {
    for (const paper of [report, read('CONTRIBUTING.md')]) assert.ok(paper.includes('node scripts/corpusReport.mjs'));
  });
});

describe('the decisions', () => {
  const decisions = filesIn('docs/decisions', /\.md$/);
  it('are numbered without a gap and fit on a page', () => {
    assert.ok(decisions.length > 0);
    decisions.forEach((file, index) => {
      assert.match(path.basename(file), new RegExp(`^${String(index + 1).padStart(4, '0')}-[a-z0-9-]+\\.md$`));
      assert.ok(read(file).trimEnd().split('\n').length <= 40, file);
    });
  });
});

describe('the source', () => {
  it('refers only to papers that are there', () => {
    const known = new Set(projectFiles);
    const files = projectFiles.filter((file) => /^(?:server|client|test|bench|scripts)\/.*\.(?:ts|mjs)$/.test(file));
    const named = files.flatMap((file) =>
      [...read(file).matchAll(/\bdocs\/[\w/-]+\.md\b/g)].map(([paper]) => ({ file, paper })),
    );
    const missing = named.filter(({ file, paper }) => !file.startsWith('test/tidy/') && !known.has(paper));
    expectNone(
      missing.map(({ file, paper }) => `${file} names ${paper}`),
      'papers that are not there',
    );
  });
});

describe('the papers', () => {
  const papers = projectFiles.filter((file) => /^(?:[^/]+|docs\/.*|samples\/README)\.md$/.test(file));
  const known = new Set(projectFiles);
  const exists = (place: string): boolean =>
    known.has(place) || projectFiles.some((file) => file.startsWith(`${place}/`));

  for (const paper of papers) {
    it(`${paper} links only to what is there`, () => {
      const links = [...read(paper).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(([, link]) => link ?? '');
      const targets = links.map((link) => path.posix.join(path.posix.dirname(paper), link).replace(/\/$/, ''));
      expectNone(
        targets.filter((target) => !exists(target)),
        'links to nothing',
      );
    });

    it(`${paper} names only files that are there`, () => {
      const named = [
        ...read(paper).matchAll(/`((?:server|client|test|scripts|bench|syntaxes|samples|docs|media)\/[\w./-]*)`/g),
      ];
      const places = named.map(([, place]) => (place ?? '').replace(/\/$/, ''));
      expectNone(
        places.filter((place) => !exists(place) && !place.startsWith('server/dist')),
        'names of nothing',
      );
    });
  }
});
