// Likely secrets in samples: those that a person names, and those that lie in `samples/events` of a folder.
import { applyPolicy } from '../analysis/policy';
import type { CheckPolicy } from '../analysis/policy';
import type { Issue } from '../base/issue';
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';
import { findSecrets } from '../redact/secrets';
import { exportFormatOf } from '../rule/read';
import { looksLikeExport } from '../rule/json';
import { recognise } from '../samples/recognise';
import { createByteDecoder } from '../worker/decode';
import { listFiles } from '../worker/projectCheck';
import type { ReportedFile, ReportedIssue } from './foundFile';

export interface SamplePaths {
  /** Named by the person: reported also where they are clean. */
  readonly named: readonly string[];
  readonly inFolders: readonly string[];
  /** All other paths. */
  readonly others: readonly string[];
}

/** Never throws: what cannot be read is told where it is taken for a rule. */
export async function findSamplePaths(paths: readonly string[], host: Host): Promise<SamplePaths> {
  const named: string[] = [];
  const inFolders: string[] = [];
  const others: string[] = [];
  for (const path of paths) {
    if (host.isFolder(path)) inFolders.push(...samplesIn(path, host));
    if (!host.isFolder(path) && (await isSample(path, host))) named.push(path);
    else others.push(path);
  }
  return { named, inFolders: inFolders.filter((path, index) => inFolders.indexOf(path) === index), others };
}

const SAMPLE_NAME = /\.(?:ndjson|jsonl|json|log|csv)(?:\.(?:gz|zst))?$/i;
/** UTF-16 units and bytes that tell what a file is. */
const HEAD = 1 << 16;

async function isSample(path: string, host: Host): Promise<boolean> {
  if (!SAMPLE_NAME.test(path) || host.stamp(path) === undefined) return false;
  try {
    const bytes = await host.peekSample(path, HEAD);
    const head = createByteDecoder().push(bytes);
    const format = exportFormatOf(path);
    if (format !== undefined && looksLikeExport(head, format)) return false;
    const shape = recognise(head, bytes.length < HEAD);
    // One object by itself may be anything: a mapping, the settings of a program.
    const isAny =
      /\.json$/i.test(path) &&
      (shape.kind === 'lines' || (shape.kind === 'documents' && shape.container === undefined));
    return shape.kind !== 'unknown' && head.trim() !== '' && !(isAny && !/^\s*\[\s*\{/.test(head));
  } catch (error) {
    if (error instanceof UnreadableError) return false;
    throw error;
  }
}

/** Larger ones are checked when somebody names them. */
const LARGEST_IN_FOLDER = 64 * 1024 * 1024;

function samplesIn(folder: string, host: Host): readonly string[] {
  const place = host.resolve(folder).replaceAll('\\', '/');
  return listFiles(folder, host)
    .paths.filter((path) => SAMPLE_NAME.test(path) && /(?:^|\/)samples\/events\//.test(`${place}/${path}`))
    .map((path) => host.join(folder, path))
    .filter((path) => (host.stamp(path)?.bytes ?? Infinity) <= LARGEST_IN_FOLDER);
}

/** `policy`: how grave the project takes it. Throws UnreadableError. */
export async function checkSample(path: string, policy: CheckPolicy | undefined, host: Host): Promise<ReportedFile> {
  const secrets = new Map<string, { readonly place: SecretPlace; count: number }>();
  for await (const { text, line, offset } of linesOf(path, host))
    for (const { from, to, what } of findSecrets(text)) {
      const secret = text.slice(from, to);
      const known = secrets.get(secret);
      if (known !== undefined) known.count++;
      else if (secrets.size < MOST_SECRETS)
        secrets.set(secret, {
          place: { from: offset + from, to: offset + to, line, column: from + 1, what },
          count: 1,
        });
    }
  const issues = [...secrets.values()].flatMap(({ place, count }) => report(place, count, policy));
  return { path, rules: [], issues };
}

const MOST_SECRETS = 200;

interface SecretPlace {
  readonly from: number;
  readonly to: number;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly what: string;
}

function report(
  { from, to, line, column, what }: SecretPlace,
  count: number,
  policy: CheckPolicy | undefined,
): readonly ReportedIssue[] {
  const more =
    count === 1 ? '' : count === 2 ? ' It stands here once more.' : ` It stands here ${count - 1} more times.`;
  const issue: Issue = {
    code: 'secret',
    severity: 'warning',
    message: `This looks like ${what}, which no sample needs; \`rulewright redact\` makes a copy without it.${more}`,
    from,
    to,
  };
  return applyPolicy([issue], policy).map((each) => ({
    ...each,
    line,
    column,
    endLine: line,
    endColumn: column + to - from,
    // A report is no place for it either.
    excerpt: what,
    related: [],
    fixes: [],
  }));
}

interface SampleLine {
  readonly text: string;
  readonly line: number;
  /** Of its first character in the unpacked text. */
  readonly offset: number;
}

/** What is longer is cut: a whole answer may stand on one line. */
const LONGEST_LINE = 1 << 22;

async function* linesOf(path: string, host: Host): AsyncGenerator<SampleLine> {
  const decoder = createByteDecoder();
  let rest = '';
  let line = 1;
  let offset = 0;
  for await (const bytes of host.openSample(path)) {
    const lines = (rest + decoder.push(bytes)).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      yield { text, line: line++, offset };
      offset += text.length + 1;
    }
    if (rest.length > LONGEST_LINE)
      throw new UnreadableError(`${path} has a line of more than 4 MB and was not searched for secrets.`);
  }
  rest += decoder.end();
  if (rest !== '') yield { text: rest, line, offset };
}
