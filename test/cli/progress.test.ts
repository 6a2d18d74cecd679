// The line of progress: for people who look at it, and gone in the end.
import assert from 'node:assert/strict';
import { createProgress } from '../../server/src/cli/progress';
import type { CommandIo } from '../../server/src/cli/io';

function watch(showsProgress: boolean): string {
  let err = '';
  const io: Pick<CommandIo, 'err' | 'showsProgress'> = { err: (text) => void (err += text), showsProgress };
  const progress = createProgress('A rule', io);
  for (const fraction of [0, 0.501, 0.502]) progress.onProgress('loading', fraction);
  progress.end();
  return err;
}

describe('progress', () => {
  it('is one line that changes when there is something new, and is taken away', () => {
    const clear = '\r\u001b[K';
    assert.equal(watch(true), `${clear}loading 0 %  A rule${clear}loading 50 %  A rule${clear}`);
  });
  it('is nothing where nobody looks', () => assert.equal(watch(false), ''));
});
