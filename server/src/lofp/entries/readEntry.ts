// Reads one entry of the catalogue. Total: what cannot be understood is an issue, all else still speaks.
import type { Issue } from '../../base/issue';
import type { JsonObject, JsonValue } from '../../engine/store';
import { validateYaml } from '../../schemaYaml/validate';
import { isTrue, mapsOf, textOf, textsOf, valueOf } from '../../schemaYaml/yamlRead';
import type { SpannedText } from '../../schemaYaml/yamlRead';
import { readYamlTree } from '../../schemaYaml/yamlTree';
import type { YamlMap, YamlValue } from '../../schemaYaml/yamlTree';
import { OPERATORS } from './entry';
import type {
  EntryFile,
  Evidence,
  EvidenceItem,
  ExclusionTemplate,
  Expressible,
  LofpEntry,
  Parameter,
  ParameterValues,
  RuleReference,
  TemplateCondition,
  TemplateValue,
} from './entry';
import { ENTRY_SCHEMA } from './entrySchema';
import { isParameterType } from './parameterTypes';

export interface ReadEntry {
  /** Undefined where the file lacks an id or a statement. */
  readonly entry?: LofpEntry;
  readonly issues: readonly Issue[];
}

export function readEntry({ path, text }: EntryFile): ReadEntry {
  const { value, issues } = readYamlTree(text);
  if (value === undefined) return { issues: issues.length > 0 ? issues : [nothing()] };
  const found = [...issues, ...validateYaml(value, ENTRY_SCHEMA, 'lofp-entry'), ...sourceIssues(value)];
  const entry = toEntry(value, path);
  return entry === undefined ? { issues: found } : { entry, issues: found };
}

function nothing(): Issue {
  const message = 'This file holds no entry; write its `id`, `statement`, `expressible` and `evidence`.';
  return { code: 'lofp-entry', severity: 'error', message, from: 0, to: 0 };
}

/** Events that prove nothing, as they are nowhere, or in two places. */
function sourceIssues(root: YamlValue): readonly Issue[] {
  const evidence = valueOf(root, 'evidence');
  return [...mapsOf(valueOf(evidence, 'alerts')), ...mapsOf(valueOf(evidence, 'excluded'))].flatMap((map) => {
    const [event, sample] = [valueOf(map, 'event'), valueOf(map, 'sample')];
    if ((event === undefined) !== (sample === undefined)) return [];
    const message =
      event === undefined
        ? 'No event is meant here: write it out under `event`, or name a `sample` and its `ids`, `lines` or `where`.'
        : 'The event is written out and taken from a sample, too; what is written counts. Remove `event` or `sample`.';
    const { from, to } = map.entries[0]?.keySpan ?? map;
    return [{ code: 'lofp-evidence', severity: event === undefined ? 'error' : 'warning', message, from, to }];
  });
}

function toEntry(root: YamlValue, path: string): LofpEntry | undefined {
  const [id, statement] = [textOf(valueOf(root, 'id')), textOf(valueOf(root, 'statement'))];
  if (id === undefined || statement === undefined) return undefined;
  const plain = (key: string): string | undefined => textOf(valueOf(root, key))?.value;
  const bypass = valueOf(root, 'bypass');
  const opens = textOf(valueOf(bypass, 'opens'))?.value;
  return {
    path,
    from: root.from,
    to: root.to,
    id,
    statement: { ...statement, value: oneLine(statement.value) },
    ...given('who', plain('who')),
    what: mapsOf(valueOf(root, 'what')).flatMap(toShape),
    expressible: toExpressible(plain('expressible')),
    ...given('inexpressible', plain('inexpressible')),
    techniques: plainTexts(valueOf(root, 'techniques')),
    rules: mapsOf(valueOf(root, 'rules')).flatMap(toRule),
    exclusions: mapsOf(valueOf(root, 'exclusions')).map(toTemplate),
    ...given(
      'bypass',
      opens === undefined ? undefined : { opens, coveredBy: mapsOf(valueOf(bypass, 'coveredBy')).flatMap(toRule) },
    ),
    never: plainTexts(valueOf(root, 'never')),
    evidence: toEvidence(valueOf(root, 'evidence')),
    ...given('alertsPerDay', toAlerts(valueOf(root, 'alertsPerDay'))),
    ...given('owner', plain('owner')),
    ...given('reviewed', textOf(valueOf(root, 'reviewed'))),
    ...given('review', textOf(valueOf(root, 'review'))),
    ...given('expires', textOf(valueOf(root, 'expires'))),
    ...given('extends', textOf(valueOf(root, 'extends'))),
    see: textsOf(valueOf(root, 'see')) ?? [],
  };
}

/** Nothing where there is no value, so that optional keys are absent. */
function given<K extends string, V>(key: K, value: V | undefined): { readonly [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [key in K]?: V });
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function plainTexts(value: YamlValue | undefined): readonly string[] {
  return (textsOf(value) ?? []).map((each) => each.value);
}

function toExpressible(text: string | undefined): Expressible {
  return text === 'yes' || text === 'partly' ? text : 'no';
}

function toShape(map: YamlMap): LofpEntry['what'] {
  const shape = textOf(valueOf(map, 'shape'))?.value;
  if (shape === undefined) return [];
  const [product, versions] = ['product', 'versions'].map((key) => textOf(valueOf(map, key))?.value);
  return [{ ...given('product', product), ...given('versions', versions), shape }];
}

function toRule(map: YamlMap): readonly RuleReference[] {
  const [id, name] = ['id', 'name'].map((key) => textOf(valueOf(map, key))?.value);
  if (id === undefined && name === undefined) return [];
  return [{ ...given('id', id), ...given('name', name), from: map.from, to: map.to }];
}

function toAlerts(value: YamlValue | undefined): LofpEntry['alertsPerDay'] {
  if (value?.kind !== 'map') return undefined;
  const [before, after] = ['before', 'after'].map((key) => numberOf(valueOf(value, key)));
  return { ...given('before', before), ...given('after', after) };
}

function numberOf(value: YamlValue | undefined): number | undefined {
  return value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : undefined;
}

function toTemplate(map: YamlMap): ExclusionTemplate {
  const conditions = mapsOf(valueOf(map, 'conditions')).flatMap(toCondition);
  const parameters = valueOf(map, 'parameters');
  return {
    from: map.from,
    to: map.to,
    ...given('title', textOf(valueOf(map, 'title'))?.value),
    ...given('dataset', textOf(valueOf(map, 'dataset'))),
    conditions,
    parameters: parameters?.kind === 'map' ? parameters.entries.flatMap(toParameter) : [],
    fewest: numberOf(valueOf(map, 'fewest')) ?? new Set(conditions.map(({ field }) => field.value)).size,
  };
}

function toCondition(map: YamlMap): readonly TemplateCondition[] {
  const field = textOf(valueOf(map, 'field'));
  const operator = OPERATORS.find((each) => each === textOf(valueOf(map, 'operator'))?.value);
  const values = scalarsOf(valueOf(map, 'pattern'));
  if (field === undefined || operator === undefined || values.length === 0) return [];
  return [{ field, operator, values, isOptional: isTrue(valueOf(map, 'optional')), from: map.from, to: map.to }];
}

function scalarsOf(value: YamlValue | undefined): readonly TemplateValue[] {
  const all = value?.kind === 'list' ? value.items : value === undefined ? [] : [value];
  return all.flatMap((each): readonly TemplateValue[] =>
    each.kind === 'scalar' && each.value !== null ? [{ value: each.value, from: each.from, to: each.to }] : [],
  );
}

function toParameter({ key, keySpan, value }: YamlMap['entries'][number]): readonly Parameter[] {
  const type = textOf(valueOf(value, 'type'))?.value ?? '';
  if (!isParameterType(type)) return [];
  return [
    {
      ...keySpan,
      name: key,
      type,
      ...given('description', textOf(valueOf(value, 'description'))?.value),
      allowsWildcard: textOf(valueOf(value, 'wildcard'))?.value === 'allowed',
      example: scalarsOf(valueOf(value, 'example')).map(asText),
    },
  ];
}

function asText({ value, from, to }: TemplateValue): SpannedText {
  return { value: String(value), from, to };
}

function toEvidence(value: YamlValue | undefined): Evidence {
  const base = toObject(valueOf(value, 'base'));
  const items = (key: string): readonly EvidenceItem[] =>
    mapsOf(valueOf(value, key)).flatMap((map) => toItem(map, base));
  return { alerts: items('alerts'), excluded: items('excluded') };
}

function toItem(map: YamlMap, base: JsonObject): readonly EvidenceItem[] {
  const source = sourceOf(map, base);
  if (source === undefined) return [];
  return [
    {
      from: map.from,
      to: map.to,
      ...given('note', textOf(valueOf(map, 'note'))?.value),
      rules: plainTexts(valueOf(map, 'rules')),
      expectsArm: textOf(valueOf(map, 'arm'))?.value !== 'none',
      with: toValues(valueOf(map, 'with')),
      source,
    },
  ];
}

function sourceOf(map: YamlMap, base: JsonObject): EvidenceItem['source'] | undefined {
  const event = valueOf(map, 'event');
  if (event?.kind === 'map') return { kind: 'inline', event: { ...base, ...toObject(event) } };
  const file = textOf(valueOf(map, 'sample'));
  if (file === undefined) return undefined;
  const lines = valueOf(map, 'lines');
  return {
    kind: 'sample',
    file,
    ids: plainTexts(valueOf(map, 'ids')),
    lines: lines?.kind === 'list' ? lines.items.flatMap((each) => numberOf(each) ?? []) : [],
    ...given('where', textOf(valueOf(map, 'where'))),
  };
}

function toValues(value: YamlValue | undefined): ParameterValues {
  const entries = value?.kind === 'map' ? value.entries : [];
  return Object.fromEntries(
    entries.map(({ key, value: each }) => [key, scalarsOf(each).map((one) => String(one.value))]),
  );
}

/** By dotted paths, so that an event and the base may name a field in different ways. */
function toObject(value: YamlValue | undefined): JsonObject {
  const leaves: [string, JsonValue][] = [];
  const visit = (each: YamlValue, path: string): void => {
    if (each.kind === 'map' && each.entries.length > 0)
      for (const { key, value: inner } of each.entries) visit(inner, path === '' ? key : `${path}.${key}`);
    else if (path !== '') leaves.push([path, toJson(each)]);
  };
  if (value !== undefined) visit(value, '');
  return Object.fromEntries(leaves);
}

function toJson(value: YamlValue): JsonValue {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'list':
      return value.items.map(toJson);
    case 'map':
      return Object.fromEntries(value.entries.map((entry) => [entry.key, toJson(entry.value)]));
    case 'alias':
      return null;
  }
}
