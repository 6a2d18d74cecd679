// What the manifest promises: every word that it takes from elsewhere is there, and every text of the client can be translated.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

declare const __ROOT__: string;

const read = (file: string): string => readFileSync(path.join(__ROOT__, file), 'utf8');
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function record(file: string): Record<string, unknown> {
  const value: unknown = JSON.parse(read(file));
  assert.ok(isRecord(value));
  return value;
}

function sources(folder: string): readonly string[] {
  return readdirSync(path.join(__ROOT__, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => read(path.join(folder, file)));
}

describe('the manifest', () => {
  const manifest = read('package.json');

  it('has a text for each placeholder and no text too many', () => {
    const used = [...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, name]) => name ?? '');
    assert.deepEqual([...new Set(used)].sort(), Object.keys(record('package.nls.json')).sort());
  });

  it('names only files that are there', () => {
    const files = [...manifest.matchAll(/"(?:\.\/)?((?:media|syntaxes)\/[^"]+)"/g)].map(([, file]) => file ?? '');
    assert.ok(files.length >= 8);
    files.forEach((file) => assert.ok(read(file).length > 0, file));
  });

  it('contributes every command that the client registers', () => {
    const register = read('client/src/commands/table.ts');
    const own = [...register.matchAll(/'(rulewright\.\w+)':/g)].map(([, name]) => name ?? '');
    const carried = [
      'run',
      'runWithExceptions',
      'chooseSample',
      'explainEvent',
      'redactSample',
      'showProblems',
      'openExportedRules',
      'openSample',
      'excludeKnownFalsePositive',
    ].map((name) => `rulewright.${name}`);
    const contributed = [...manifest.matchAll(/"command": "(rulewright\.\w+)",\s*"title"/g)].map(
      ([, name]) => name ?? '',
    );
    assert.deepEqual([...own, ...carried].sort(), contributed.sort());
  });
});

describe('the texts of the client', () => {
  it('are all in the bundle for translators, and nothing else is', () => {
    const used = [...sources('client/src'), ...sources('client/webview')].flatMap((text) =>
      [...text.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, sentence]) => sentence ?? ''),
    );
    assert.ok(used.length > 100);
    assert.deepEqual(Object.keys(record('l10n/bundle.l10n.json')).sort(), [...new Set(used)].sort());
  });
});

describe('the panel', () => {
  it('has no words in its markup that could not be translated', () => {
    const words =
      /\b(?:title|label|aria-label|placeholder)="[^"$]*[a-z]{2}|[\w"]>\s*[A-Za-z][^<>${}`]*[a-z]{2}[^<>${}`]*</;
    sources('client/webview').forEach((text) => {
      const markup = [...text.matchAll(/html`[^`]*`/g)].map(([template]) => template).join('\n');
      assert.doesNotMatch(markup, words, words.exec(markup)?.[0]);
    });
  });

  it('binds text and never markup', () => {
    const forbidden = /innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|document\.write/;
    sources('client/webview').forEach((text) => assert.doesNotMatch(text, forbidden));
  });

  it('takes its colours from the theme', () => {
    const styles = readdirSync(path.join(__ROOT__, 'client/webview/styles'));
    assert.ok(styles.length >= 4);
    styles.forEach((file) =>
      assert.doesNotMatch(read(`client/webview/styles/${file}`), /#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/i, file),
    );
  });
});
