// The first steps of a newcomer: few, in words that can be translated, with pictures in the colours of the theme.
import assert from 'node:assert/strict';
import { expectNone, filesIn, read } from './sources';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly walkthroughs: readonly { readonly title: string; readonly steps: readonly Step[] }[];
    readonly configuration: { readonly properties: Readonly<Record<string, object>> };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

const { contributes } = JSON.parse(read('package.json')) as Manifest;
const words = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
const [walkthrough, ...others] = contributes.walkthroughs;
const steps = walkthrough?.steps ?? [];

describe('the walkthrough', () => {
  it('is the only one and has at most six steps', () => {
    assert.deepEqual(others, []);
    assert.ok(steps.length > 0 && steps.length <= 6, String(steps.length));
  });

  it('says nothing that cannot be translated', () => {
    const said = steps.flatMap(({ title, description, media }) => [title, description, media.altText]);
    expectNone(
      said.filter((text) => !/^%walkthrough\.\w+\.\w+%$/.test(text)),
      'texts that stand in the manifest',
    );
  });

  it('offers only commands that there are, and ticks a step off by what there is', () => {
    const known = new Set([
      ...contributes.commands.map(({ command }) => command),
      ...Object.keys(contributes.configuration.properties),
      ...Object.values(contributes.views).flatMap((views) => views.map(({ id }) => id)),
    ]);
    const descriptions = steps.map(({ id }) => words[`walkthrough.${id}.description`] ?? '');
    const offered = descriptions.flatMap((text) => [...text.matchAll(/\(command:([\w.]+)/g)].map(([, name]) => name));
    const awaited = steps.flatMap(({ completionEvents }) =>
      completionEvents.filter((event) => !event.startsWith('onContext:')).map((event) => event.replace(/^\w+:/, '')),
    );
    assert.ok(offered.length >= steps.length);
    assert.ok(steps.every(({ completionEvents }) => completionEvents.length > 0));
    const named = [...offered, ...awaited].filter((name) => name !== undefined);
    expectNone(
      named.filter((name) => name.startsWith('rulewright.') && !known.has(name)),
      'neither commands nor settings nor views',
    );
  });

  it('waits only for a context that the client sets', () => {
    const awaited = steps.flatMap(({ completionEvents }) =>
      completionEvents.flatMap((event) => /^onContext:(.*)$/.exec(event)?.[1] ?? []),
    );
    const client = filesIn('client/src').map(read).join('\n');
    expectNone(
      awaited.filter((context) => !client.includes(`'setContext', '${context}'`)),
      'contexts that nobody sets',
    );
  });

  it('has pictures in the colours of the theme, which the page of the editor lets through', () => {
    for (const { media } of steps) {
      const picture = read(media.svg);
      assert.doesNotMatch(picture, /#[0-9a-f]{3,8}\b|rgba?\(|<style|style=|<script|<image|href=/i, media.svg);
      assert.match(picture, /var\(--vscode-/, media.svg);
    }
    const used = new Set(steps.map(({ media }) => media.svg));
    expectNone(
      filesIn('media/walkthrough', /./).filter((file) => !used.has(file)),
      'pictures that no step shows',
    );
  });
});
