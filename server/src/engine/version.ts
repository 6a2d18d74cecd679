// The order of Elasticsearch's `version` type: semantic versions by precedence, everything else after them as text.
// Source: VersionEncoder; docs/eql.md, section 7.

/** Negative, zero or positive. */
export function compareVersions(a: string, b: string): number {
  const left = parseVersion(a);
  const right = parseVersion(b);
  if (left === undefined || right === undefined) {
    if (left === undefined && right === undefined) return a < b ? -1 : a > b ? 1 : 0;
    return left === undefined ? 1 : -1;
  }
  return (
    compareNumbers(left.numbers, right.numbers) ||
    comparePrerelease(left.prerelease, right.prerelease) ||
    compareText(left.build, right.build)
  );
}

interface Version {
  readonly numbers: readonly string[];
  readonly prerelease: readonly string[] | undefined;
  readonly build: string;
}

/** One to many numbers, an optional pre-release after `-`, an optional build after `+`. */
const VERSION = /^([0-9]+(?:\.[0-9]+)*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z.-]+))?$/;

function parseVersion(text: string): Version | undefined {
  const match = VERSION.exec(text);
  if (match === null) return undefined;
  return { numbers: (match[1] ?? '').split('.'), prerelease: match[2]?.split('.'), build: match[3] ?? '' };
}

function compareNumbers(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const order = compareDigits(a[index] ?? '', b[index] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareDigits(a: string, b: string): number {
  const left = BigInt(a);
  const right = BigInt(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A version before its release; numbers before words. */
function comparePrerelease(a: readonly string[] | undefined, b: readonly string[] | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const order = compareIdentifier(a[index] ?? '', b[index] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareIdentifier(a: string, b: string): number {
  const leftNumeric = /^[0-9]+$/.test(a);
  const rightNumeric = /^[0-9]+$/.test(b);
  if (leftNumeric && rightNumeric) return compareDigits(a, b);
  if (leftNumeric !== rightNumeric) return leftNumeric ? -1 : 1;
  return compareText(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
