// Puts the files of a site into its folder, which is empty, or bears the mark of one that was made so before: nobody else's file is touched.
import type { Host } from '../host/host';
import { Misuse } from './misuse';

/** The mark, and what it says to a person who finds it. */
const MARK = '.rulewright-lofp';
const MARK_TEXT =
  'This folder was made by `rulewright lofp build`, which writes it anew each time. Keep nothing of your own in it.\n';

/** Pages of entries that are no more. */
const ENTRY_PAGE = /^[\w.-]+\.html$/;

/** Paths are relative, with slashes. Throws Misuse where the folder is not ours, before anything is written. */
export async function writeSite(files: ReadonlyMap<string, string>, folder: string, host: Host): Promise<void> {
  refuseForeign(folder, host);
  await write(host.join(folder, MARK), MARK_TEXT, host);
  const entries = host.join(folder, 'entries');
  for (const { name, isFolder } of host.list(entries))
    if (!isFolder && ENTRY_PAGE.test(name) && !files.has(`entries/${name}`)) host.remove(host.join(entries, name));
  for (const [path, text] of files) await write(host.join(folder, ...path.split('/')), text, host);
}

function refuseForeign(folder: string, host: Host): void {
  if (!host.isFolder(folder)) {
    if (host.stamp(folder) !== undefined) throw new Misuse(`${folder} is a file; \`--out\` takes a folder.`);
    return;
  }
  const found = host.list(folder);
  if (found.length === 0 || found.some(({ name }) => name === MARK)) return;
  throw new Misuse(
    `${folder} is not empty and was not made by \`rulewright lofp build\`: nothing was written. Name a new or an empty folder.`,
  );
}

/** What is there already and the same is left alone. */
async function write(path: string, text: string, host: Host): Promise<void> {
  if (host.stamp(path) === undefined) {
    try {
      await host.writeNew(path, once(text), false);
      return;
    } catch (error) {
      // Somebody else who makes the same site was faster.
      if (host.stamp(path) === undefined) throw error;
    }
  }
  if (host.readText(path) !== text) host.writeText(path, text);
}

// eslint-disable-next-line @typescript-eslint/require-await -- The host takes what comes in time.
async function* once(text: string): AsyncIterable<string> {
  yield text;
}
