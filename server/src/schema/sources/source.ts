// What a file of a workspace tells of fields: one or more schemas, and for which indices each is meant.
import type { Issue } from '../../base/issue';
import type { FieldResolver } from '../../eql/types';

export type SchemaSourceKind =
  'mapping' | 'index-template' | 'component-template' | 'field-caps' | 'fields-yml' | 'ecs-yaml' | 'sample';

export interface FieldSource {
  readonly kind: SchemaSourceKind;
  readonly parts: readonly SchemaPart[];
  /** Without a place in a text: what is left out of it, code `mapping`. */
  readonly issues: readonly Issue[];
}

export interface SchemaPart {
  /** The index patterns that the file itself names, as a template does. */
  readonly patterns: readonly string[];
  /** No other field exists in these indices; else they are fields beside those of the catalogs. */
  readonly isWhole: boolean;
  readonly fields: FieldResolver;
}

/** What can be read, for people. */
export const SOURCE_TITLES: Readonly<Record<SchemaSourceKind, string>> = {
  mapping: 'an Elasticsearch mapping',
  'index-template': 'an index template',
  'component-template': 'a component template',
  'field-caps': 'a `_field_caps` answer',
  'fields-yml': 'the `fields.yml` of an integration',
  'ecs-yaml': 'YAML of the Elastic Common Schema',
  sample: 'a sample of events',
};
