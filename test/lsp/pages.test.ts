// Each diagnostic leads to the page about its code, where the server finds its pages.
import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyze } from '../../server/src/analysis/analyze';
import { createLineIndex } from '../../server/src/base/lineIndex';
import { createMemoryHost } from '../../server/src/host/memoryHost';
import { createNodeHost } from '../../server/src/host/nodeHost';
import { diagnosticsOf } from '../../server/src/lsp/diagnostics';
import { createPageFinder } from '../../server/src/lsp/pages';

declare const __ROOT__: string;

describe('the page of a diagnostic', () => {
  const folder = path.join(__ROOT__, 'docs', 'diagnostics');
  const host = createNodeHost(path.join(__ROOT__, 'server', 'schemas'));

  it('is a file that the server brings along', () => {
    const text = 'any where a = 1';
    const analysis = analyze(text, 'eql', { readCatalog: () => undefined });
    const document = { uri: 'file:///r.eql', version: 1, analysis, lines: createLineIndex(text) };
    const [diagnostic] = diagnosticsOf(document, createPageFinder(folder, host));
    assert.equal(fileURLToPath(diagnostic?.codeDescription?.href ?? ''), path.join(folder, 'syntax.md'));
  });

  it('is none for a code without one, and none where there are no pages', () => {
    assert.equal(createPageFinder(folder, host)('no-such-code'), undefined);
    assert.equal(createPageFinder('/none', createMemoryHost({}))('syntax'), undefined);
  });
});
