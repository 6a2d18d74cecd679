// Takes values out of a YAML tree as a reader wants them: what is of another kind is not there, and the rest still speaks.
import type { Span } from '../base/span';
import type { YamlMap, YamlValue } from './yamlTree';

export interface SpannedText extends Span {
  readonly value: string;
}

/** The first entry of that key. */
export function valueOf(value: YamlValue | undefined, key: string): YamlValue | undefined {
  return value?.kind === 'map' ? value.entries.find((entry) => entry.key === key)?.value : undefined;
}

export function textOf(value: YamlValue | undefined): SpannedText | undefined {
  if (value?.kind !== 'scalar' || typeof value.value !== 'string' || value.value === '') return undefined;
  const { from, to } = value;
  return { value: value.value, from, to };
}

/** Undefined where there is no list. */
export function textsOf(value: YamlValue | undefined): readonly SpannedText[] | undefined {
  return value?.kind === 'list' ? value.items.flatMap((item) => textOf(item) ?? []) : undefined;
}

/** The mappings of a list. */
export function mapsOf(value: YamlValue | undefined): readonly YamlMap[] {
  return value?.kind === 'list' ? value.items.filter(isMap) : [];
}

export function isTrue(value: YamlValue | undefined): boolean {
  return value?.kind === 'scalar' && value.value === true;
}

function isMap(value: YamlValue): value is YamlMap {
  return value.kind === 'map';
}
