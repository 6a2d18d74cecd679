// What a schema says of the key or the value at an offset.
import type { Span } from '../base/span';
import { spanContains } from '../base/span';
import { schemasAt } from './jsonSchema';
import type { JsonSchema, Step } from './jsonSchema';
import type { YamlScalar, YamlValue } from './yamlTree';

export interface Description extends Span {
  readonly markdown: string;
}

export function describeYaml(value: YamlValue, offset: number, root: JsonSchema): Description | undefined {
  return describeIn(value, offset, root, []);
}

function describeIn(
  value: YamlValue,
  offset: number,
  root: JsonSchema,
  path: readonly Step[],
): Description | undefined {
  if (value.kind === 'map') {
    for (const { key, keySpan, value: held } of value.entries) {
      const below = [...path, key];
      if (spanContains(keySpan, offset)) return describeKey(key, keySpan, schemasAt(root, below));
      if (spanContains(held, offset)) return describeIn(held, offset, root, below);
    }
    return undefined;
  }
  if (value.kind === 'list') {
    const item = value.items.find((each) => spanContains(each, offset));
    return item === undefined ? undefined : describeIn(item, offset, root, [...path, null]);
  }
  return value.kind === 'scalar' ? describeValue(value, schemasAt(root, path)) : undefined;
}

function describeKey(key: string, { from, to }: Span, schemas: readonly JsonSchema[]): Description | undefined {
  const described = schemas.find(({ description }) => description !== undefined);
  if (described?.description === undefined) return undefined;
  const usual = typeof described.default === 'string' ? `\n\nUsually \`${described.default}\`.` : '';
  return { from, to, markdown: `**\`${key}\`**\n\n${described.description}${usual}` };
}

function describeValue({ value, from, to }: YamlScalar, schemas: readonly JsonSchema[]): Description | undefined {
  for (const { enum: values = [], enumDescriptions = [] } of schemas) {
    const said = enumDescriptions[values.findIndex((each) => each === value)];
    if (said !== undefined) return { from, to, markdown: `\`${String(value)}\`: ${said}` };
  }
  return undefined;
}

/** A text for which only whoever knows the disk has an explanation. */
export interface WantedValue extends Span {
  readonly text: string;
  /** Kinds of values, as `x-values` has them. */
  readonly kinds: readonly string[];
}

export function wantedAt(
  value: YamlValue,
  offset: number,
  root: JsonSchema,
  path: readonly Step[] = [],
): WantedValue | undefined {
  switch (value.kind) {
    case 'map': {
      const held = value.entries.find((each) => spanContains(each.value, offset));
      return held === undefined ? undefined : wantedAt(held.value, offset, root, [...path, held.key]);
    }
    case 'list': {
      const item = value.items.find((each) => spanContains(each, offset));
      return item === undefined ? undefined : wantedAt(item, offset, root, [...path, null]);
    }
    case 'scalar': {
      const kinds = schemasAt(root, path).flatMap((each) => each['x-values'] ?? []);
      if (typeof value.value !== 'string' || kinds.length === 0) return undefined;
      return { from: value.from, to: value.to, text: value.value, kinds };
    }
    case 'alias':
      return undefined;
  }
}
