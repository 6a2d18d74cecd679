// Paths that prove nothing, as users may put files there, and programs that run whatever they are given.

const UNIX = /^(?:\/private)?\/(?:tmp|var\/tmp|dev\/shm|run\/user|run\/shm|home|Users|Volumes|mnt|media)(?:\/|$)/;
const WINDOWS =
  /^(?:\\\\\?\\)?[a-z]:\\(?:users|programdata|temp|tmp|perflogs|\$recycle\.bin|windows\\(?:temp|tasks|tracing))(?:\\|$)/i;
const ANYWHERE = /\\appdata\\|^\\\\[^?]|^\\device\\(?:mup|harddiskvolumeshadowcopy)/i;

export function isWritable(path: string): boolean {
  return UNIX.test(path) || WINDOWS.test(path) || ANYWHERE.test(path);
}

const SHELL = /^(?:ba|a|da|z|k|c|tc|fi)?sh$|^busybox$|^(?:pwsh|powershell|cmd)(?:\.exe)?$/i;
const INTERPRETER =
  /^(?:python|perl|ruby|node|php|lua|osascript|wscript|cscript|mshta|rundll32|regsvr32|java)[0-9.]*w?(?:\.exe)?$/i;

export function isShell(program: string): boolean {
  return SHELL.test(baseName(program));
}

export function isInterpreter(program: string): boolean {
  return isShell(program) || INTERPRETER.test(baseName(program));
}

function baseName(path: string): string {
  return path.replace(/^.*[\\/]/, '');
}
