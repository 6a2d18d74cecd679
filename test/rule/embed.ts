// Writes a text into a rule file in every quoting, the way a person might: the opposite of what the readers do, for properties only.
import fc from 'fast-check';
import type { EmbeddedQuery, RuleFormat } from '../../server/src/rule/document';

export type Quoting = Exclude<EmbeddedQuery['quoting'], 'plain'>;

export interface Embedding {
  readonly format: RuleFormat;
  readonly file: string;
  readonly text: string;
}

/** `choose` gives a number below its argument: the liberties that a writer has. */
export type Choose = (below: number) => number;

type Writer = (text: string, choose: Choose) => string | undefined;

/** Undefined where the quoting cannot hold the text. */
export function embed(quoting: Quoting, text: string, choose: Choose): Embedding | undefined {
  const value = writers[quoting](text, choose);
  if (value === undefined) return undefined;
  if (quoting.startsWith('toml'))
    return { format: 'toml', file: `[rule]\ntype = "eql"\nquery = ${value}\nname = 'n'\n`, text };
  if (quoting === 'json-string')
    return { format: 'json', file: `{"type":"eql", "query": ${value}, "name":"n"}\n`, text };
  return { format: 'yaml', file: `rule:\n  type: eql\n  query: ${value}\n  name: n\n`, text };
}

const writers: Readonly<Record<Quoting, Writer>> = {
  'toml-literal': (text) => (/['\n\r]/.test(text) ? undefined : `'${text}'`),
  'toml-multiline-literal': (text, choose) =>
    text.includes("'''") || /\r(?!\n)/.test(text) ? undefined : `'''${firstBreak(text, choose)}${text}'''`,
  'toml-basic': (text, choose) => `"${escapeToml(text, choose, /["\\\n\r]/)}"`,
  'toml-multiline-basic': (text, choose) =>
    `"""${firstBreak(text, choose)}${continued(escapeToml(text, choose, /["\\\r]/), choose)}"""`,
  'yaml-literal': (text) => block('|', text, '\n'),
  'yaml-folded': (text, choose) => (/^\s|\n\s|[ \t](?=\n)/.test(text) ? undefined : folded(text, choose)),
  'yaml-plain': (text, choose) =>
    /^[\w(][^\n\t\r]*$/.test(text) && !/: |:$| #| $/.test(text) ? fold(text, choose) : undefined,
  'yaml-single': (text, choose) =>
    /[\n\t\r]|^ | $/.test(text) ? undefined : `'${fold(text.replaceAll("'", "''"), choose)}'`,
  'yaml-double': (text, choose) => (/^ | $/.test(text) ? undefined : `"${fold(escapeYaml(text, choose), choose)}"`),
  'json-string': (text, choose) => escapeJson(text, choose),
};

/** Also with escapes that need not be: `\u0026`, `\/`. */
function escapeJson(text: string, choose: Choose): string {
  const units =
    JSON.stringify(text)
      .slice(1, -1)
      .match(/\\.|[^]/g) ?? [];
  const written = units.map((unit) => {
    if (unit.length > 1 || choose(8) !== 0) return unit;
    return unit === '/' ? '\\/' : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${written.join('')}"`;
}

const tokens = [
  'process where ',
  'a',
  'b == ',
  '"x"',
  "'y'",
  ' ',
  '\n',
  '\\',
  '\t',
  'é',
  '🦀',
  ': ',
  ' #',
  '//',
  "''",
  '""',
  '  ',
  '\n\n',
  '*',
  '[',
  '{',
  ',',
];

/** Texts of all that quoting makes difficult. */
export const queryTexts = fc.array(fc.constantFrom(...tokens), { maxLength: 14 }).map((parts) => parts.join(''));
export const choices = fc.infiniteStream(fc.nat(1000)).map(
  (stream): Choose =>
    (below) =>
      Number(stream.next().value) % below,
);

function firstBreak(text: string, choose: Choose): string {
  return text.startsWith('\n') || text.startsWith('\r\n') || choose(2) === 0 ? '\n' : '';
}

function escapeToml(text: string, choose: Choose, must: RegExp): string {
  const short = new Map([
    ['\n', '\\n'],
    ['\r', '\\r'],
    ['"', '\\"'],
    ['\\', '\\\\'],
    ['\t', '\\t'],
  ]);
  return [...text]
    .map((unit) => {
      if (!must.test(unit) && choose(8) !== 0) return unit;
      const code = (unit.codePointAt(0) ?? 0).toString(16);
      const brief = short.get(unit) ?? unit;
      if (code.length > 4) return `\\U${code.padStart(8, '0')}`;
      return (
        [brief, `\\u${code.padStart(4, '0')}`, code.length <= 2 ? `\\x${code.padStart(2, '0')}` : brief][choose(3)] ??
        brief
      );
    })
    .join('');
}

/** Breaks lines by a backslash in front of visible characters. */
function continued(escaped: string, choose: Choose): string {
  return escaped.replace(/(?<=[a-z]) (?=[a-z=])/g, (space) => (choose(2) === 0 ? `${space}\\  \n   ` : space));
}

function escapeYaml(text: string, choose: Choose): string {
  return [...text]
    .map((unit) => {
      if (unit === '\n') return '\\n';
      if (unit === '"' || unit === '\\') return `\\${unit}`;
      const code = (unit.codePointAt(0) ?? 0).toString(16);
      if (unit === '\t' || choose(8) === 0)
        return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
      return unit;
    })
    .join('');
}

/** Folds lines at single spaces between visible characters. */
function fold(text: string, choose: Choose): string {
  return text.replace(/(?<=[a-z=]) (?=[a-z=])/g, (space) => (choose(2) === 0 ? '\n     ' : space));
}

function folded(text: string, choose: Choose): string | undefined {
  return block('>', fold(text, choose).replace(/\n {5}/g, '\u0000'), '\n\n')?.replaceAll('\u0000', '\n    ');
}

function block(sign: string, text: string, lineBreak: string): string | undefined {
  const body = text.replace(/\n+$/, '');
  const breaks = text.length - body.length;
  if (body.trim() === '' || /[\r]/.test(text)) return undefined;
  const chomp = breaks === 0 ? '-' : breaks === 1 ? '' : '+';
  const indicator = /^[ \n\t]/.test(body) ? '2' : '';
  const lines = body
    .replaceAll('\n', lineBreak)
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`));
  return `${sign}${indicator}${chomp}\n${lines.join('\n')}${'\n'.repeat(Math.max(0, breaks - 1))}`;
}
