// The part of JSON Schema (draft 7) that our schemas use: published for other editors, read here for what we say ourselves.

export type JsonType = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';

/** Keywords that begin with `x-` are ours; whoever does not know them leaves them out. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly title?: string;
  readonly description?: string;
  readonly type?: JsonType | readonly JsonType[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly enum?: readonly (string | number | boolean)[];
  readonly enumDescriptions?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  /** What a key of this mapping is, for sentences: "key of a project file". */
  readonly 'x-keys'?: string;
  /** What is to be found out to offer values here; the editor's layer knows how. */
  readonly 'x-values'?: string;
}

/** One step into a document: the name of a key, or `null` for any item of a list. */
export type Step = string | null;

/** What a schema says, its references followed and its alternatives one by one. */
export function variantsOf(schema: JsonSchema, root: JsonSchema): readonly JsonSchema[] {
  const found = followed(schema, root);
  if (found.anyOf === undefined) return [found];
  const { anyOf, ...around } = found;
  return anyOf.flatMap((each) => variantsOf(each, root)).map((each) => ({ ...around, ...each }));
}

/** Every schema that may describe what stands at a path. */
export function schemasAt(root: JsonSchema, path: readonly Step[]): readonly JsonSchema[] {
  let schemas = variantsOf(root, root);
  for (const step of path)
    schemas = schemas.flatMap((each) => stepInto(each, step)).flatMap((each) => variantsOf(each, root));
  return schemas;
}

export function schemaOfKey(schema: JsonSchema, key: string): JsonSchema | undefined {
  const known = Object.hasOwn(schema.properties ?? {}, key) ? schema.properties?.[key] : undefined;
  const { additionalProperties } = schema;
  return known ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
}

export function typesOf({ type, properties, items }: JsonSchema): readonly JsonType[] {
  if (typeof type === 'string') return [type];
  return type ?? (properties !== undefined ? ['object'] : items !== undefined ? ['array'] : []);
}

function stepInto(schema: JsonSchema, step: Step): readonly JsonSchema[] {
  const next = step === null ? schema.items : schemaOfKey(schema, step);
  return next === undefined ? [] : [next];
}

/** What stands beside a reference says more than what it leads to. */
function followed(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const { $ref, ...own } = schema;
  if ($ref === undefined) return schema;
  const name = $ref.replace(/^#\/definitions\//, '');
  const target = root.definitions?.[name];
  return target === undefined ? own : { ...followed(target, root), ...own };
}
