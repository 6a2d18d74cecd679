// Words of the sentences about values and schemas.
import type { JsonType } from './jsonSchema';
import type { YamlAlias, YamlValue } from './yamlTree';

export const TYPE_NAMES: Readonly<Record<JsonType, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
  null: 'empty',
};

export function typeOfValue(value: Exclude<YamlValue, YamlAlias>): JsonType {
  if (value.kind !== 'scalar') return value.kind === 'map' ? 'object' : 'array';
  switch (typeof value.value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    case 'number':
      return Number.isInteger(value.value) ? 'integer' : 'number';
    default:
      return 'null';
  }
}

export function quoted(text: string): string {
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}

/** "`a`, `b` or `c`". */
export function listed(words: readonly string[], word: 'and' | 'or', show: (each: string) => string = quoted): string {
  const shown = words.map(show);
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} ${word} ${last}`;
}
