// The few file-system words that the scripts need.
import { readdirSync } from 'node:fs';
import path from 'node:path';

export { mkdirSync, rmSync, statSync } from 'node:fs';

/** Every file below a folder whose name ends so, sorted; node_modules are left out. */
export function globSync(folder, ending) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !file.includes(`${path.sep}node_modules${path.sep}`))
    .sort();
}
