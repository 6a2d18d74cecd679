// Who may import whom: ARCHITECTURE.md says it to people, this to everybody else.
import assert from 'node:assert/strict';
import path from 'node:path';
import { expectNone, filesIn, importsOf, packageOf, projectFiles } from './sources';

interface Layer {
  /** Folders, or modules of one, as paths from server/src; `*` is every layer of the core. */
  readonly mayImport: readonly string[];
  readonly packages: readonly string[];
}

const core = [
  'base',
  'eql',
  'schema',
  'rule',
  'exceptions',
  'engine',
  'samples',
  'redact',
  'analysis',
  'tuning',
  'lofp',
  'features',
  'library',
  'protocol',
  'schemaYaml',
  'project',
];
/** The engine is given trees: what reads a text or lays it out is not for it. */
const treesOfEql = ['address', 'ast', 'dates', 'functions', 'pipeCount', 'print', 'regex', 'strings', 'types', 'walk'];

const layers: Readonly<Record<string, Layer>> = {
  base: { mayImport: [], packages: [] },
  protocol: { mayImport: [], packages: [] },
  eql: { mayImport: ['base'], packages: ['chevrotain'] },
  schema: { mayImport: ['base', 'eql/types'], packages: [] },
  rule: { mayImport: ['base'], packages: ['yaml', 'toml-eslint-parser', 'jsonc-parser'] },
  schemaYaml: { mayImport: ['base', 'eql/nearestName', 'rule/nesting', 'rule/yamlSyntax'], packages: ['yaml'] },
  project: { mayImport: ['base', 'schemaYaml'], packages: [] },
  exceptions: { mayImport: ['base', 'eql/nearestName', 'eql/types', 'rule'], packages: [] },
  engine: { mayImport: ['base', ...treesOfEql.map((name) => `eql/${name}`)], packages: [] },
  samples: { mayImport: ['base', 'engine/parseEvent', 'engine/store'], packages: ['papaparse'] },
  redact: {
    mayImport: ['base', 'engine/wildcard', ...['address', 'ast', 'walk'].map((name) => `eql/${name}`)],
    packages: ['jsonc-parser', 'yaml'],
  },
  analysis: { mayImport: ['base', 'eql', 'schema', 'rule', 'exceptions'], packages: [] },
  tuning: { mayImport: ['base', 'eql', 'engine', 'rule', 'analysis'], packages: ['yaml'] },
  lofp: {
    mayImport: ['base', 'eql', 'schema', 'rule', 'analysis', 'engine', 'tuning', 'schemaYaml'],
    packages: ['yaml'],
  },
  features: { mayImport: ['base', 'eql', 'schema', 'rule', 'analysis', 'tuning'], packages: [] },
  library: { mayImport: core, packages: [] },
  'index.ts': { mayImport: core, packages: [] },
  host: { mayImport: ['base'], packages: ['node'] },
  worker: { mayImport: [...core, 'host'], packages: ['node'] },
  lsp: {
    mayImport: [...core, 'host', 'worker'],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument', 'node'],
  },
  // Of sarif there are only types.
  cli: { mayImport: [...core, 'host', 'worker'], packages: ['node', 'sarif'] },
};

const client = {
  'client/src': { mayImport: ['server/src/protocol'], packages: ['vscode', 'vscode-languageclient', 'node'] },
  'client/webview': {
    mayImport: ['server/src/protocol', 'client/src/results/panelMessages'],
    packages: ['@vscode-elements/elements', '@vscode/l10n', 'lit', 'uplot'],
  },
};

const isWithin = (target: string, folder: string): boolean => target === folder || target.startsWith(`${folder}/`);

function strangers(file: string, own: string, { mayImport, packages }: Layer): readonly string[] {
  return importsOf(file)
    .filter((target) =>
      target.includes('/') && isPathOf(target)
        ? ![own, ...mayImport].some((folder) => isWithin(target, folder))
        : !packages.includes(packageOf(target)),
    )
    .map((target) => `${file} imports ${target}`);
}

const isPathOf = (target: string): boolean => /^(?:server|client|test|scripts)\//.test(target);

describe('the layers of the server', () => {
  const folders = [...new Set(filesIn('server/src').map((file) => file.split('/')[2] ?? ''))];

  it('are all known', () =>
    expectNone(
      folders.filter((folder) => layers[folder] === undefined),
      'layers without a row in this table',
    ));

  for (const [name, layer] of Object.entries(layers)) {
    it(`${name} imports only what it may`, () => {
      const inServer = { ...layer, mayImport: layer.mayImport.map((folder) => `server/src/${folder}`) };
      const own = `server/src/${name}`;
      const files = filesIn('server/src').filter((file) => isWithin(file, own));
      expectNone(
        files.flatMap((file) => strangers(file, own, inServer)),
        'imports that cross a line',
      );
    });
  }

  it('have no circle', () => {
    const seen = new Set<string>();
    const enter = (layer: string, way: readonly string[]): void => {
      assert.ok(!way.includes(layer), `${[...way, layer].join(' → ')}`);
      if (seen.has(layer)) return;
      const targets = filesIn(`server/src/${layer}`).flatMap(importsOf);
      const next = targets
        .filter((target) => target.startsWith('server/src/'))
        .map((target) => target.split('/')[2] ?? '');
      for (const each of new Set(next)) if (each !== layer) enter(each, [...way, layer]);
      seen.add(layer);
    };
    folders.forEach((folder) => enter(folder, []));
  });

  it('reach a disk only in the host, but for a program that reads its own version', () => {
    const reaching = /^node:(?:fs|zlib|child_process|http|https|net|os|perf_hooks|crypto)\b/;
    const files = filesIn('server/src').filter((file) => importsOf(file).some((name) => reaching.test(name)));
    assert.deepEqual(files, [
      'server/src/cli/main.ts',
      'server/src/host/compression.ts',
      'server/src/host/nodeHost.ts',
    ]);
  });
});

describe('the client', () => {
  for (const [own, layer] of Object.entries(client)) {
    it(`${own} imports only what it may`, () => {
      expectNone(
        filesIn(own).flatMap((file) => strangers(file, own, layer)),
        'imports that cross a line',
      );
    });
  }
});

describe('the names of files', () => {
  it('say what is inside', () => {
    const vague = /^(?:common|shared|utils?|helpers?|managers?|misc)$/i;
    const isVague = (part: string): boolean => vague.test(path.parse(part).name);
    expectNone(
      projectFiles.filter((file) => file.split('/').some(isVague)),
      'names that say nothing',
    );
  });
});
