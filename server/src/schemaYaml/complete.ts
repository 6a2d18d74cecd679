// What can stand at a place of a YAML text by its schema: keys that are not there yet, and values.
import type { Span } from '../base/span';
import { schemasAt, typesOf, variantsOf } from './jsonSchema';
import type { JsonSchema } from './jsonSchema';
import { placeAt } from './place';
import type { YamlPlace } from './place';
import { asYamlText } from './yamlText';

export interface SchemaItem {
  readonly label: string;
  readonly kind: 'key' | 'value';
  readonly insert: string;
  readonly description?: string;
  /** What an unnamed key or value amounts to: "warning by default". */
  readonly detail?: string;
  /** Whether something is to be chosen behind it at once. */
  readonly suggestsNext?: boolean;
}

export interface SchemaCompletion {
  /** What an item replaces. */
  readonly replaced: Span;
  readonly items: readonly SchemaItem[];
  /** Kinds of values that only whoever knows the disk can offer (`x-values`). */
  readonly wanted: readonly string[];
  /** What is written so far, without quotes. */
  readonly written: string;
}

export function completeYaml(text: string, offset: number, root: JsonSchema): SchemaCompletion | undefined {
  const place = placeAt(text, offset);
  if (place === undefined) return undefined;
  const schemas = schemasAt(root, place.path);
  const isBehindColon = text.slice(place.word.to).startsWith(':');
  const keys = place.kind === 'value' ? [] : schemas.flatMap((each) => keysOf(each, root, place, isBehindColon));
  const values = place.kind === 'key' || isBehindColon ? [] : schemas.flatMap(valuesOf);
  return {
    replaced: place.word,
    items: [...keys, ...values],
    wanted: place.kind === 'key' ? [] : [...new Set(schemas.flatMap((each) => each['x-values'] ?? []))],
    written: place.written,
  };
}

function keysOf(schema: JsonSchema, root: JsonSchema, place: YamlPlace, isBehindColon: boolean): readonly SchemaItem[] {
  const own = place.written;
  return Object.entries(schema.properties ?? {})
    .filter(([key]) => !place.keys.has(key) || key === own)
    .map(([key, { description, default: usual, ...rest }]): SchemaItem => {
      const [variant] = variantsOf({ ...rest }, root);
      const behind = isBehindColon || variant === undefined ? '' : behindKey(variant, place);
      return {
        label: key,
        kind: 'key',
        insert: `${key}${behind}`,
        suggestsNext: behind !== '',
        ...(description === undefined ? {} : { description }),
        ...(typeof usual === 'string' ? { detail: usual } : {}),
      };
    });
}

/** A mapping and a list begin on the next line, two columns further. */
function behindKey(schema: JsonSchema, { column, isFlow }: YamlPlace): string {
  const [type] = typesOf(schema);
  if (type !== 'object' && type !== 'array') return ': ';
  if (isFlow) return type === 'object' ? ': {' : ': [';
  return `:\n${' '.repeat(column + 2)}${type === 'array' ? '- ' : ''}`;
}

function valuesOf(schema: JsonSchema): readonly SchemaItem[] {
  const { enum: values, enumDescriptions = [], type } = schema;
  const all = values ?? (type === 'boolean' ? [true, false] : []);
  return all.map((value, index): SchemaItem => {
    const description = enumDescriptions[index];
    const label = String(value);
    return { label, kind: 'value', insert: asYamlText(label), ...(description === undefined ? {} : { description }) };
  });
}
