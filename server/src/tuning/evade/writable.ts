// Folders in which whoever runs code on a machine can put a program, and programs that run whatever they are told.

const UNIX = /^\/(?:private\/)?(?:tmp|var\/tmp|dev\/shm|home\/[^/]+|users\/[^/]+)\//i;
const WINDOWS =
  /^(?:[a-z]:|\\device\\harddiskvolume\d+)\\(?:users\\[^\\]+|programdata|temp|tmp|perflogs|windows\\temp)\\/i;

/** The folder of a path, not the path as a name for something else. */
export function isWritable(path: string): boolean {
  return UNIX.test(path) || WINDOWS.test(path);
}

const INTERPRETERS =
  /^(?:ba|a|da|z|k|c|tc|fi)?sh$|^busybox$|^(?:pwsh|powershell|cmd|wscript|cscript|mshta|rundll32|regsvr32|msiexec)(?:\.exe)?$|^(?:python|perl|ruby|node|php|lua|osascript|java)[0-9.]*w?(?:\.exe)?$|^(?:curl|wget|certutil|bitsadmin)(?:\.exe)?$/i;

/** Does what it does depend on its arguments alone? */
export function runsArguments(program: string): boolean {
  return INTERPRETERS.test(baseName(program));
}

export function baseName(path: string): string {
  return path.replace(/^.*[\\/]/, '');
}

/** A path in a writable folder that is as a pattern asks; undefined where the pattern leads elsewhere. */
export function writablePath(pattern: string, isWindows: boolean): string | undefined {
  const fill = (text: string): string => text.replaceAll('*', 'x').replaceAll('?', 'a');
  const folder = isWindows ? 'C:\\ProgramData\\' : '/tmp/';
  const made = pattern.startsWith('*')
    ? folder + fill(pattern.replace(/^\*+/, '').replace(/^[\\/]+/, ''))
    : fill(pattern.replace(/^\?:/, 'C:'));
  return isWritable(made) && !/[\\/]$/.test(made) ? made : undefined;
}
