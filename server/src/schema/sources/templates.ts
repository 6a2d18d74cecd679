// Index and component templates, as they are put and as Elasticsearch answers them, legacy ones too.
import type { Issue } from '../../base/issue';
import type { ResolvedField } from '../../eql/types';
import { isRecord } from '../json';
import type { JsonRecord } from '../json';
import { fieldsResolver, mergeFields } from '../mapping';
import { leftOut, mappingRoots, readRoot } from '../mappingFields';
import type { SchemaPart, FieldSource } from './source';

/** Undefined where it is no template. */
export function readTemplates(value: unknown): FieldSource | undefined {
  if (!isRecord(value)) return undefined;
  const issues: Issue[] = [];
  const indexTemplates = indexTemplatesIn(value);
  if (indexTemplates.length > 0)
    return { kind: 'index-template', parts: indexTemplates.map((each) => indexPart(each, issues)), issues };
  const components = componentsIn(value);
  if (components.length === 0) return undefined;
  const parts = components.map((each): SchemaPart => ({
    patterns: [],
    isWhole: false,
    fields: fieldsIn(each, issues),
  }));
  return { kind: 'component-template', parts, issues };
}

/** `{index_templates: [{name, index_template}]}`, one body, or a legacy answer by name. */
function indexTemplatesIn(value: JsonRecord): readonly JsonRecord[] {
  if (Array.isArray(value['index_templates']))
    return value['index_templates']
      .filter(isRecord)
      .flatMap(({ index_template: each }) => (isRecord(each) ? [each] : []));
  return [value, ...Object.values(value).filter(isRecord)].filter((each) => 'index_patterns' in each);
}

function componentsIn(value: JsonRecord): readonly JsonRecord[] {
  if (Array.isArray(value['component_templates']))
    return value['component_templates']
      .filter(isRecord)
      .flatMap(({ component_template: each }) => (isRecord(each) ? [each] : []));
  return isRecord(value['template']) && mappingOf(value) !== undefined ? [value] : [];
}

/** Composed of others, or with patterns for what comes, it is not all that its indices will have. */
function indexPart(template: JsonRecord, issues: Issue[]): SchemaPart {
  const patterns = textsOf(template['index_patterns']);
  const parents = textsOf(template['composed_of']);
  const isOpen = Array.isArray(mappingOf(template)?.['dynamic_templates']);
  if (parents.length > 0)
    issues.push(
      leftOut(
        `The template for ${patterns.join(', ')} is composed of ${parents.join(', ')}, which this file does not hold: its fields are taken beside those of the catalogues, not as the whole schema.`,
      ),
    );
  return { patterns, isWhole: parents.length === 0 && !isOpen, fields: fieldsIn(template, issues) };
}

function mappingOf(template: JsonRecord): JsonRecord | undefined {
  const holder = isRecord(template['template']) ? template['template'] : template;
  return isRecord(holder['mappings']) ? holder['mappings'] : undefined;
}

/** A data stream has a timestamp though its template does not name it. */
const TIMESTAMP: ResolvedField = { path: '@timestamp', source: '@timestamp', type: 'date', exact: 'self' };

function fieldsIn(template: JsonRecord, issues: Issue[]): SchemaPart['fields'] {
  const fields = new Map([[TIMESTAMP.path, TIMESTAMP]]);
  for (const root of mappingRoots({ mappings: mappingOf(template) ?? {} }))
    mergeFields(fields, readRoot(root, issues), issues);
  return fieldsResolver(fields, 'mapping');
}

function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
}
