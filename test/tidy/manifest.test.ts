// The limits that the manifest keeps, so that the editor's menus and settings stay a person's and not a catalogue.
import assert from 'node:assert/strict';
import { expectNone, filesIn, read } from './sources';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category?: string }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly order?: number; readonly scope?: string; readonly markdownDescription?: string }>
      >;
    };
  };
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly dependencies?: object;
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const { commands, configuration } = manifest.contributes;
const settings = Object.entries(configuration.properties);

describe('the commands', () => {
  it('are at most 25', () => assert.ok(commands.length <= 25, String(commands.length)));
  it('are found under the name of the extension', () => {
    for (const { command, category } of commands) {
      assert.equal(category, '%category%', command);
      assert.match(command, /^rulewright\.[a-z]\w*$/);
    }
  });
});

describe('the settings', () => {
  it('are at most 20', () => assert.ok(settings.length <= 20, String(settings.length)));
  it('have each a place in the order, a scope and a description', () => {
    const orders = settings.map(([, { order }]) => order);
    assert.deepEqual(
      orders,
      [...settings.keys()].map((index) => index + 1),
    );
    for (const [name, { scope, markdownDescription }] of settings) {
      assert.match(
        scope ?? '',
        /^(?:resource|window|machine|machine-overridable|language-overridable|application)$/,
        name,
      );
      assert.match(markdownDescription ?? '', /^%[\w.]+%$/, name);
    }
  });
  it('that are restricted in an untrusted workspace are settings', () => {
    const names = settings.map(([name]) => name);
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    expectNone(
      restrictedConfigurations.filter((name) => !names.includes(name)),
      'no settings',
    );
  });
  it('are each read somewhere', () => {
    const sources = [...filesIn('client/src'), ...filesIn('server/src')].map(read).join('\n');
    const isRead = (name: string): boolean => {
      const path = name.split('.').slice(1);
      return sources.includes(`'${path.join('.')}'`) || sources.includes(`['${path.join("', '")}']`);
    };
    // The protocol's library reads this one by itself.
    const own = settings.map(([name]) => name).filter((name) => name !== 'rulewright.trace.server');
    expectNone(
      own.filter((name) => !isRead(name)),
      'settings that nothing reads',
    );
  });
  it('are all that the server asks for', () => {
    const asked = [...read('server/src/lsp/settings.ts').matchAll(/At\(section, \[([^\]]*)\]/g)].map(([, names]) =>
      ['rulewright', ...(names ?? '').split(',').map((name) => name.trim().replaceAll("'", ''))].join('.'),
    );
    assert.ok(asked.length > 0);
    expectNone(
      asked.filter((name) => !settings.some(([known]) => known === name)),
      'settings that the manifest lacks',
    );
  });
});
