// Our grammars beside those of the host languages, and what they make of a text: the scopes of each of its characters.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';
import type { IGrammar } from 'vscode-textmate';

declare const __ROOT__: string;

/** A grammar with our injections beside it. */
export interface Language {
  readonly name: string;
  readonly scope: 'source.eql' | 'source.toml' | 'source.yaml';
  /** Where grammars are found, by scope. */
  readonly files: ReadonlyMap<string, string>;
}

/** The scopes of every character of each line, outermost first. */
export type ScopedLine = readonly (readonly string[])[];

const ours = (name: string): string => path.join(__ROOT__, 'syntaxes', `${name}.tmLanguage.json`);
const injections: readonly (readonly [string, string])[] = [
  ['source.eql', ours('eql')],
  ['rulewright.query.toml', ours('query-in-toml')],
  ['rulewright.query.yaml', ours('query-in-yaml')],
];

function language(name: string, scope: Language['scope'], ...files: readonly (readonly [string, string])[]): Language {
  return { name, scope, files: new Map([...injections, ...files]) };
}

export const eql = language('EQL', 'source.eql');
export const toml = language('TOML', 'source.toml', ['source.toml', ours('toml')]);
export const yamls: readonly Language[] = yamlOfEditor();

/** The YAML of VS Code itself, where the editor of the tests is installed; `npm test` installs it before these tests. */
function yamlOfEditor(): readonly Language[] {
  const folder = path.join(hostFolder(), 'node_modules/code-server/lib/vscode/extensions/yaml/syntaxes');
  if (!existsSync(folder)) {
    console.log('    the YAML of VS Code is left out: `node test/host/setup.mjs` installs it');
    return [];
  }
  const versions = ['1.0', '1.1', '1.2', '1.3', 'embedded'].map(
    (version) => [`source.yaml.${version}`, path.join(folder, `yaml-${version}.tmLanguage.json`)] as const,
  );
  const main = ['source.yaml', path.join(folder, 'yaml.tmLanguage.json')] as const;
  return [language('the YAML of VS Code', 'source.yaml', main, ...versions)];
}

/** Asked of a process of its own: the module is one for Node alone, which a bundle cannot hold. */
function hostFolder(): string {
  const script = "import('./test/host/setup.mjs').then((setup) => process.stdout.write(setup.hostFolder()))";
  return execFileSync(process.execPath, ['-e', script], { cwd: __ROOT__, encoding: 'utf8' });
}

/** One reader a language; loading a grammar takes longer than using it. */
export async function openGrammar(of: Language): Promise<(text: string) => readonly ScopedLine[]> {
  const grammar = await new Registry({
    onigLib: library(),
    loadGrammar: (scope) => Promise.resolve(readGrammar(of.files.get(scope))),
    getInjections: (scope) => injectedInto.get(scope),
  }).loadGrammar(of.scope);
  if (grammar === null) throw new Error(`no grammar for ${of.scope}`);
  return (text) => scopesOf(grammar, text);
}

const injectedInto: ReadonlyMap<string, string[]> = new Map([
  ['source.toml', ['rulewright.query.toml']],
  ['source.yaml', ['rulewright.query.yaml']],
]);

function readGrammar(file: string | undefined) {
  return file === undefined ? null : parseRawGrammar(readFileSync(file, 'utf8'), file);
}

let loaded: Promise<void> | undefined;

async function library() {
  const wasm = path.join(__ROOT__, 'node_modules/vscode-oniguruma/release/onig.wasm');
  loaded ??= loadWASM(readFileSync(wasm));
  await loaded;
  return { createOnigScanner, createOnigString };
}

function scopesOf(grammar: IGrammar, text: string): readonly ScopedLine[] {
  let state = INITIAL;
  return text.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes }) =>
      Array.from({ length: Math.min(endIndex, line.length) - startIndex }, () => scopes),
    );
  });
}
