// `--fix`: applies the fixes of a file that need no judgement, until there are none, and writes the file once.
import type { Analysis } from '../analysis/analyze';
import { applyEdits } from '../base/edit';
import { safeFixes } from '../features/fixAll';
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';

export interface FixedFile {
  /** Of the text as it stands now on the disk. */
  readonly analysis: Analysis;
  readonly fixed: number;
  /** Why nothing was written. */
  readonly problem?: string;
}

/** A fix may make way for another; more rounds than these would be a circle. */
const MOST_ROUNDS = 10;

/** `isWanted` takes the index of a rule. */
export function fixFile(
  path: string,
  before: Analysis,
  analyzeText: (text: string) => Analysis,
  isWanted: (rule: number) => boolean,
  host: Host,
): FixedFile {
  let analysis = before;
  let fixed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { edits, cured } = safeFixes(analysis, isWanted);
    if (edits.length === 0) break;
    fixed += cured;
    analysis = analyzeText(applyEdits(analysis.text, edits));
  }
  if (analysis.text === before.text) return { analysis: before, fixed: 0 };
  const problem = write(path, before.text, analysis.text, host);
  return problem === undefined ? { analysis, fixed } : { analysis: before, fixed: 0, problem };
}

/** The sentence that says why the file was not written. Bytes that are no UTF-8 were replaced in reading, and would be lost. */
function write(path: string, before: string, text: string, host: Host): string | undefined {
  if (before.includes('\ufffd')) return `${path} is not in UTF-8 all through and was left as it is.`;
  try {
    host.writeText(path, text);
    return undefined;
  } catch (error) {
    if (error instanceof UnreadableError) return error.message;
    throw error;
  }
}
