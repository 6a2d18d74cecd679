// Fields whose values have a shape of their own, and patterns that cannot fit it: only where that is sure for every source of the field.

/** Why no value of the field can match, as the end of a sentence; undefined where one may. `*` and `?` count only where `hasWildcards`. */
export function misfitOf(path: string, pattern: string, hasWildcards: boolean): string | undefined {
  for (const { fields, misfit } of SHAPES) {
    const reason = fields.test(path) ? misfit(pattern, hasWildcards) : undefined;
    if (reason !== undefined) return reason;
  }
  return undefined;
}

interface Shape {
  readonly fields: RegExp;
  readonly misfit: (pattern: string, hasWildcards: boolean) => string | undefined;
}

const SHAPES: readonly Shape[] = [
  {
    fields: /^kubernetes\.audit\.requestURI$/,
    misfit: (pattern, hasWildcards) =>
      startsWith(pattern, hasWildcards, /^\//) ? undefined : 'it is a path and begins with `/`',
  },
  {
    fields: /(?:^|\.)(?:executable|dll\.path)$/,
    misfit: (pattern, hasWildcards) => pathWithoutRoot(fixedStart(pattern, hasWildcards)),
  },
  {
    fields: /^file\.path$/,
    misfit: (pattern, hasWildcards) => windowsPathWithoutRoot(fixedStart(pattern, hasWildcards)),
  },
  {
    fields: /^process(?:\.parent)?\.name$/,
    misfit: (pattern) => (pattern.includes('\\') ? 'it is the name of a file without its folder' : undefined),
  },
  {
    fields: /^(?:file|dll)\.name$/,
    misfit: (pattern) => (/[\\/]/.test(pattern) ? 'it is the name of a file without its folder' : undefined),
  },
  {
    fields: /^file\.extension$/,
    misfit: (pattern) => (pattern.startsWith('.') ? 'it is an extension without its dot' : undefined),
  },
  hash('md5', 32),
  hash('sha1', 40),
  hash('sha256', 64),
  hash('sha512', 128),
];

function startsWith(pattern: string, hasWildcards: boolean, shape: RegExp): boolean {
  return shape.test(pattern) || (hasWildcards && /^[*?]/.test(pattern));
}

/** What stands before the first wildcard. */
function fixedStart(pattern: string, hasWildcards: boolean): string {
  return hasWildcards ? (/^[^*?]*/.exec(pattern)?.[0] ?? '') : pattern;
}

/** The folders at the root of a Unix system. */
const UNIX_FOLDER =
  /^(?:bin|boot|dev|etc|home|lib|lib64|opt|private|proc|root|run|sbin|srv|tmp|usr|var|Applications|Library|System|Users|Volumes)\//;

function pathWithoutRoot(start: string): string | undefined {
  if (UNIX_FOLDER.test(start)) return 'it is a full path and begins with `/`';
  return windowsPathWithoutRoot(start);
}

/** `Windows\System32\…`, `\Windows\…`: devices, shares and `\\?\` begin otherwise. */
function windowsPathWithoutRoot(start: string): string | undefined {
  const isRelative =
    /^[A-Za-z][\w ().~$-]*\\/.test(start) || /^\\(?:Windows|Program Files|ProgramData|Users)\b/i.test(start);
  return isRelative ? 'it is a full path and begins with a drive, such as `C:\\`' : undefined;
}

function hash(name: string, length: number): Shape {
  return {
    fields: new RegExp(`\\.hash\\.${name}$`),
    misfit: (pattern, hasWildcards) => {
      if (hasWildcards && /[*?]/.test(pattern)) return undefined;
      if (pattern.length === length && /^[0-9a-f]*$/i.test(pattern)) return undefined;
      return `it has ${length} hexadecimal digits`;
    },
  };
}
