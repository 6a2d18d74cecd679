// docs/command-line.md against the command line: every command and option is on the page, nothing else is, and its examples run.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { COMMON_OPTIONS } from '../../server/src/cli/command';
import type { OptionDefinition } from '../../server/src/cli/command';
import { COMMANDS } from '../../server/src/cli/rulewright';
import { root, runOnDisk } from './world';

const page = readFileSync(path.join(root, 'docs/command-line.md'), 'utf8');

/** The text below the heading that begins with a name. */
function section(name: string): string {
  return page.split(/^## /m).find((each) => each.startsWith(`\`${name} `)) ?? '';
}

const OPTION = /--[a-z][a-z-]*/g;

/** `explain` refers to the options of `run` in a sentence; a matrix explains nothing. */
function optionsOnPage(name: string): readonly string[] {
  const text = name === 'explain' ? section('explain') + section('run').replaceAll('--matrix', '') : section(name);
  return [...new Set(text.match(OPTION) ?? [])].sort();
}

const written = ({ name }: OptionDefinition): string => `--${name}`;

describe('docs/command-line.md', () => {
  for (const { name, options } of COMMANDS) {
    it(`has a section about ${name}, with all its options and no others`, () => {
      assert.notEqual(section(name), '');
      assert.deepEqual(optionsOnPage(name), options.map(written).sort());
    });
    it(`gives each option of ${name} its row`, () => {
      const rows = name === 'explain' ? section('explain') + section('run') : section(name);
      for (const { name: option, value = '' } of options)
        assert.ok(
          rows.includes(`| \`${`--${option} ${value.replaceAll('|', '\\|')}`.trimEnd()}\` |`),
          `--${option} ${value}`,
        );
    });
  }
  it('names what all commands take', () => {
    for (const option of COMMON_OPTIONS) assert.ok(page.includes(`\`${written(option)}\``), option.name);
  });
  it('knows every command', () => {
    const headings = [...page.matchAll(/^## `([a-z]+)/gm)].map(([, name]) => name);
    assert.deepEqual(headings.sort(), COMMANDS.map(({ name }) => name).sort());
  });

  const [, block = ''] = /```sh\n([^]*?)```/.exec(page) ?? [];
  for (const example of block.trim().split('\n'))
    it(`has an example that runs: ${example}`, async () => {
      const [program, ...words] = [...example.matchAll(/'([^']*)'|(\S+)/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? '',
      );
      assert.equal(program, 'rulewright');
      const { code, out, err } = await runOnDisk(words);
      assert.ok(code < 2, err);
      assert.notEqual(out, '');
    });
});
