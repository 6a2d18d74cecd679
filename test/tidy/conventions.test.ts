// How the extension behaves among others: what it changes for them, when it shows itself, what it does where it is not trusted.
import assert from 'node:assert/strict';
import { expectNone, filesIn, read } from './sources';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: Readonly<
    Record<string, { readonly supported: string; readonly restrictedConfigurations?: readonly string[] }>
  >;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
    readonly configurationDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly languages: readonly { readonly id: string }[];
  };
}

const text = read('package.json');
const { activationEvents, capabilities, contributes } = JSON.parse(text) as Manifest;

describe('the extension among others', () => {
  it('changes nothing of TOML and YAML but that strings have suggestions', () => {
    const { '[eql]': _own, ...others } = contributes.configurationDefaults;
    assert.deepEqual(Object.keys(others), ['[toml]', '[yaml]']);
    for (const changed of Object.values(others))
      assert.deepEqual(changed, { 'editor.quickSuggestions': { strings: 'on' } });
  });

  it('offers a command only where it can do something', () => {
    const always = ['rulewright.showResults'];
    const limited = contributes.menus.commandPalette.map(({ command }) => command);
    expectNone(
      contributes.commands.map(({ command }) => command).filter((each) => ![...limited, ...always].includes(each)),
      'commands that the palette always offers',
    );
  });

  it('asks for no context that nobody sets', () => {
    const client = filesIn('client/src').map(read).join('\n');
    const asked = [...text.matchAll(/"(?:when|enablement)": "([^"]*)"/g)].flatMap(([, when]) =>
      [...(when ?? '').matchAll(/(?:^|[ !(])(rulewright\.\w+)(?=$|[ )])/g)].map(([, context]) => context ?? ''),
    );
    const views = ['rulewright.results', 'rulewright.samples', 'rulewright.exclusions', 'rulewright.lofp'];
    const contexts = asked.filter((each) => !views.includes(each));
    assert.ok(contexts.length > 0);
    expectNone(
      contexts.filter((context) => !client.includes(`'setContext', '${context}'`)),
      'contexts that nobody sets',
    );
  });

  it('wakes for the languages of rules and for folders of rules, never with the editor', () => {
    const allowed = /^(?:onLanguage:(?:eql|toml|yaml)|workspaceContains:.*rules.*)$/;
    expectNone(
      activationEvents.filter((event) => !allowed.test(event)),
      'events that wake it too early',
    );
  });

  it('works limited where the workspace is not trusted, or not on disk', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = capabilities;
    assert.equal(untrustedWorkspaces?.supported, 'limited');
    assert.equal(virtualWorkspaces?.supported, 'limited');
    assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, ['rulewright.mapping']);
  });
});
