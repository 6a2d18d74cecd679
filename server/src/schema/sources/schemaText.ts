// The text of a schema as plain values: JSON, else events one a line, else YAML.

/** Gives the value of a YAML text; throws what it likes where it is none. */
export type YamlParser = (text: string) => unknown;

export type ParsedText = { readonly value: unknown } | { readonly problem: string };

export function parseSchemaText(text: string, parseYaml: YamlParser): ParsedText {
  const plain = text.replace(/^\ufeff/, '');
  if (plain.trim() === '') return { problem: 'This file is empty; a schema is expected.' };
  const parsed = parseJson(plain) ?? parseLines(plain);
  if (parsed !== undefined) return parsed;
  if (plain.length > LARGEST_YAML) return { problem: TOO_LARGE };
  return parseWith(parseYaml, plain) ?? { problem: unreadable(plain) };
}

/** All of the common schema is a quarter of this. YAML is read a hundred times as slowly as JSON. */
const LARGEST_YAML = 4 * 1024 * 1024;
const TOO_LARGE = 'This is no JSON, and too large to be read as YAML (4 MB at most); a schema is expected.';

/** JSON that is not finished would only confuse as YAML. */
function unreadable(text: string): string {
  return /^\s*[{[]/.test(text)
    ? `This is no JSON: ${faultOf(text)}; a schema is expected.`
    : 'This is neither JSON nor YAML; a schema is expected.';
}

function faultOf(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^JSON\.parse: /, '') : '';
  }
}

function parseJson(text: string): ParsedText | undefined {
  return parseWith(JSON.parse, text);
}

/** Types show in few events; of a large sample these many are looked at. */
const MOST_LINES = 5000;

/** An array of the objects of the lines, unless one of them is no object. */
function parseLines(text: string): ParsedText | undefined {
  const value: unknown[] = [];
  let from = 0;
  while (from < text.length && value.length < MOST_LINES) {
    const end = text.indexOf('\n', from);
    const line = text.slice(from, end < 0 ? text.length : end).trim();
    from = end < 0 ? text.length : end + 1;
    if (line === '') continue;
    const parsed = line.startsWith('{') ? parseJson(line) : undefined;
    if (parsed === undefined || !('value' in parsed)) return undefined;
    value.push(parsed.value);
  }
  return value.length < 2 ? undefined : { value };
}

function parseWith(parse: (text: string) => unknown, text: string): ParsedText | undefined {
  try {
    return { value: parse(text) };
  } catch {
    return undefined;
  }
}
