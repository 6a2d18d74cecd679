// One marked query in every host format: what a feature's tests say, they say of TOML, YAML and plain files alike.
import { analyze } from '../../server/src/analysis/analyze';
import type { Analysis, SchemaSource } from '../../server/src/analysis/analyze';
import type { RuleFormat } from '../../server/src/rule/document';
import { mappingResolver } from '../../server/src/schema/mapping';
import { embed } from '../rule/embed';
import type { Quoting } from '../rule/embed';

export interface Hosted {
  readonly name: string;
  readonly analysis: Analysis;
  /** File offsets of the markers `$0`, in order. */
  readonly cursors: readonly number[];
  /** The query's text at a span of the file, as the query has it. */
  readonly textAt: (span: { readonly from: number; readonly to: number }) => string;
}

const QUOTINGS: readonly Quoting[] = [
  'toml-literal',
  'toml-multiline-literal',
  'toml-basic',
  'toml-multiline-basic',
  'yaml-literal',
  'yaml-folded',
  'yaml-plain',
  'yaml-single',
  'yaml-double',
];

const MAPPING = {
  properties: {
    '@timestamp': { type: 'date' },
    event: { properties: { category: { type: 'keyword' }, type: { type: 'keyword' }, dataset: { type: 'keyword' } } },
    process: {
      properties: {
        name: { type: 'keyword' },
        pid: { type: 'long' },
        args: { type: 'keyword' },
        interactive: { type: 'boolean' },
      },
    },
    user: { properties: { name: { type: 'keyword' }, id: { type: 'keyword' } } },
    source: { properties: { ip: { type: 'ip' } } },
  },
};

export const SCHEMAS: SchemaSource = { readCatalog: () => undefined, mapping: mappingResolver(MAPPING).value };

/** The query in a plain file and in every quoting that can hold it. Quotings with escapes escape nothing that they need not. */
export function inHosts(marked: string, schemas: SchemaSource = SCHEMAS): readonly Hosted[] {
  const { text, marks } = unmark(marked);
  const files: { name: string; format: RuleFormat; file: string }[] = [{ name: 'eql', format: 'eql', file: text }];
  for (const quoting of QUOTINGS) {
    const embedded = embed(quoting, text, (below) => below - 1);
    if (embedded !== undefined) files.push({ name: quoting, ...embedded });
  }
  return files.map(({ name, format, file }) => {
    const analysis = analyze(file, format, schemas);
    const map = analysis.rules[0]?.eql?.embedded.map;
    const segments = map?.segments ?? [];
    return {
      name,
      analysis,
      cursors: marks.map((mark) => map?.toFile(mark) ?? mark),
      textAt: ({ from, to }) => {
        const covered = segments.filter((each) => each.fileFrom < to && from < each.fileTo);
        return covered
          .map((each) =>
            each.exact
              ? file.slice(Math.max(from, each.fileFrom), Math.min(to, each.fileTo))
              : text.slice(each.queryFrom, each.queryTo),
          )
          .join('');
      },
    };
  });
}

function unmark(marked: string): { text: string; marks: readonly number[] } {
  const [first = '', ...rest] = marked.split('$0');
  let text = first;
  const marks: number[] = [];
  for (const part of rest) {
    marks.push(text.length);
    text += part;
  }
  return { text, marks };
}

/** Calls `check` for the query in each host; a failure names the host. */
export function eachHost(marked: string, check: (host: Hosted) => void, schemas?: SchemaSource): void {
  for (const host of inHosts(marked, schemas)) {
    try {
      check(host);
    } catch (error) {
      if (error instanceof Error) error.message = `${host.name}: ${error.message}`;
      throw error;
    }
  }
}
