// Installs a packed extension with the host's own program, as a person installs a .vsix.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { cleanEnvironment } from '../../scripts/processes.mjs';
import { serverProgram } from './server.mjs';

/**
 * @param {string} host the folder of the installed host
 * @param {string} file the .vsix
 * @param {string} extensions the folder of extensions of a server, in its data folder
 * @throws with what the editor said when it refuses the file
 */
export function installExtension(host, file, extensions) {
  const { program, args, env } = serverProgram(host, path.dirname(extensions));
  const { status, stdout, stderr } = spawnSync(program, [...args, '--install-extension', file], {
    env: cleanEnvironment(env),
    encoding: 'utf8',
  });
  if (status !== 0 || !/was successfully installed/.test(stdout)) {
    throw new Error(`${path.basename(file)} was not installed (status ${status}).\n${stdout}${stderr}`);
  }
}
