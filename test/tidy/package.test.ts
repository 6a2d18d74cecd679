// What the packed extension holds: all that it needs to run, nothing that its users don't need, and little of it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { expectNone, filesIn, read, readBytes } from './sources';

declare const __ROOT__: string;

const largestBytes = 3_000_000;

/** Whatever is packed is one of these. */
const allowed: readonly RegExp[] = [
  /^package(?:\.nls(?:\.[\w-]+)?)?\.json$/,
  /^(?:README|CHANGELOG)\.md$/,
  /^(?:LICENSE|NOTICE)$/,
  /^l10n\/bundle\.l10n(?:\.[\w-]+)?\.json$/,
  /^media\/(?:walkthrough\/)?[\w-]+\.(?:svg|png|md)$/,
  /^syntaxes\/[\w.-]+\.json$/,
  /^docs\/diagnostics\/[\w-]+\.md$/,
  /^dist\/client\/[\w-]+\.js$/,
  /^dist\/webview\/(?:panel|matrix|lofp|codicon)\.(?:js|css|ttf)$/,
  /^dist\/THIRD-PARTY-LICENSES\.txt$/,
  /^server\/dist\/(?:server|worker)\.js$/,
  /^server\/schemas\/[\w-]+\.(?:json|md)$/,
  /^schemas\/[\w-]+\.schema\.json$/,
];

const packed = listed();
const built = packed.filter((file) => /^(?:server\/)?dist\//.test(file));

describe('the packed extension', () => {
  it('holds only what its users need', () => {
    expectNone(
      packed.filter((file) => !allowed.some((pattern) => pattern.test(file))),
      'files that .vscodeignore lets in and nobody needs',
    );
  });

  it('holds the licence, the notice, the papers and the icon', () => {
    const papers = ['LICENSE', 'NOTICE', 'README.md', 'CHANGELOG.md', 'media/icon.png', 'package.nls.json'];
    expectNone(missing(papers), 'not packed');
  });

  it('holds every file that the manifest names', () => {
    const named = [...read('package.json').matchAll(/"(?:\.\/)?((?:media|syntaxes|schemas)\/[^"]+)"/g)];
    assert.ok(named.length > 0);
    expectNone(missing(named.map(([, file]) => file ?? '')), 'named by the manifest and not packed');
  });

  it('holds every field catalog and every page of an issue', () => {
    const data = [...filesIn('server/schemas', /\.json$/), ...filesIn('docs/diagnostics', /\.md$/)];
    expectNone(missing(data), 'not packed');
  });

  it('holds what was built, where something was built', () => {
    const names = [
      'dist/client/extension.js',
      'dist/webview/panel.js',
      'dist/webview/matrix.js',
      'dist/webview/lofp.js',
      'server/dist/server.js',
      'server/dist/worker.js',
    ];
    expectNone(missing(names.filter((file) => existsSync(path.join(__ROOT__, file)))), 'not packed');
  });

  it('is small, even as it is built to be worked on', () => {
    const bytes = packed.map((file) => deflateRawSync(readBytes(file)).length).reduce((sum, size) => sum + size, 0);
    assert.ok(bytes < largestBytes, `${bytes} bytes, with ${built.length} built files`);
  });
});

describe('the picture of the extension', () => {
  it('is in no paper taken from elsewhere', () => {
    const remote = ['README.md', 'CHANGELOG.md'].filter((file) =>
      /!\[[^\]]*\]\(https?:|<img[^>]+src="https?:/.test(read(file)),
    );
    expectNone(remote, 'papers with remote pictures');
  });
});

function missing(files: readonly string[]): readonly string[] {
  return files.filter((file) => !packed.includes(file));
}

/** As the packer itself lists them; it asks nobody. */
function listed(): readonly string[] {
  const packer = path.join(__ROOT__, 'node_modules/@vscode/vsce/vsce');
  const { status, stdout, stderr } = spawnSync(process.execPath, [packer, 'ls', '--no-dependencies'], {
    cwd: __ROOT__,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return stdout.trim().split('\n');
}
