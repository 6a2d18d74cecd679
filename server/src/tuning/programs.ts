// What a path proves of a program: nothing, where whoever runs code on a machine can put one; and programs that do what they are told.

/** Folders of users, of everybody and of what is brought along, to the end of the name that a user may choose below. */
const WRITABLE: readonly RegExp[] = [
  /^(?:\/private)?\/(?:tmp|var\/tmp|dev\/shm|run\/user|run\/shm|home\/[^/]+|users\/[^/]+|volumes|mnt|media)(?:\/|$)/i,
  /^(?:\\\\\?\\)?(?:[a-z]:|\\device\\harddiskvolume\d+)\\(?:users\\[^\\]+|programdata|temp|tmp|perflogs|\$recycle\.bin|windows\\(?:temp|tasks|tracing))(?:\\|$)/i,
  /\\appdata\\|^\\\\[^?\\]|^\\device\\(?:mup|harddiskvolumeshadowcopy)/i,
];

/** The path of a file in a folder where users may write, or of the folder. */
export function isWritable(path: string): boolean {
  return WRITABLE.some((folder) => folder.test(path));
}

const SHELLS = /^(?:ba|a|da|z|k|c|tc|fi)?sh$|^busybox$|^(?:pwsh|powershell|cmd)(?:\.exe)?$/i;
/** They run the file that is named to them. */
const INTERPRETERS =
  /^(?:python|perl|ruby|node|php|lua|osascript|java)[0-9.]*w?(?:\.exe)?$|^(?:wscript|cscript|mshta|rundll32|regsvr32|msiexec)(?:\.exe)?$/i;
/** They bring what is named to them, and put it where they are told. */
const FETCHERS = /^(?:curl|wget|certutil|bitsadmin)(?:\.exe)?$/i;

export function isShell(program: string): boolean {
  return SHELLS.test(baseName(program));
}

/** A shell is one, too. */
export function isInterpreter(program: string): boolean {
  return isShell(program) || INTERPRETERS.test(baseName(program));
}

/** Does what it does depend on its arguments alone? */
export function runsArguments(program: string): boolean {
  return isInterpreter(program) || FETCHERS.test(baseName(program));
}

export function baseName(path: string): string {
  return path.replace(/^.*[\\/]/, '');
}

/** Windows' own prefix of long paths and volumes: its `?` is meant as it is. */
const LONG = /^\\\\\?\\/;

/** A path of a file in such a folder that is as a pattern asks; undefined where the pattern leads elsewhere. */
export function writablePath(pattern: string, isWindows: boolean): string | undefined {
  const fill = (text: string): string => text.replaceAll('*', 'x').replaceAll('?', 'a');
  const folder = isWindows ? 'C:\\ProgramData\\' : '/tmp/';
  const [prefix = ''] = LONG.exec(pattern) ?? [];
  const made = pattern.startsWith('*')
    ? folder + fill(pattern.replace(/^\*+/, '').replace(/^[\\/]+/, ''))
    : prefix + fill(pattern.slice(prefix.length).replace(/^\?:/, 'C:'));
  return isWritable(folderOf(made)) && !/[\\/]$/.test(made) ? made : undefined;
}

function folderOf(path: string): string {
  return path.replace(/[\\/][^\\/]*$/, '');
}
