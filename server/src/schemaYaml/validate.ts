// Checks a YAML value by a schema: each fault is one sentence on the characters that it is about.
import type { Issue, Severity } from '../base/issue';
import type { Span } from '../base/span';
import { nearestName } from '../eql/nearestName';
import { schemaOfKey, typesOf, variantsOf } from './jsonSchema';
import type { JsonSchema, JsonType } from './jsonSchema';
import { listed, quoted, typeOfValue, TYPE_NAMES } from './sentences';
import type { YamlAlias, YamlEntry, YamlMap, YamlScalar, YamlValue } from './yamlTree';

/** `code`: that of the issues. */
export function validateYaml(value: YamlValue, schema: JsonSchema, code: string): readonly Issue[] {
  return check(value, { schema, root: schema, name: 'The file', code }).slice(0, MOST_ISSUES);
}

/** Whoever has more does not read them. */
const MOST_ISSUES = 100;
/** Only so long names, and so many of a mapping, are compared with the known ones. */
const LONGEST_NAME = 60;

function nearest(name: string, known: readonly string[]): string | undefined {
  return name.length > LONGEST_NAME ? undefined : nearestName(name, known);
}

interface Place {
  readonly schema: JsonSchema;
  readonly root: JsonSchema;
  /** What the value is called in a sentence. */
  readonly name: string;
  readonly code: string;
}

function check(value: YamlValue, place: Place): readonly Issue[] {
  if (value.kind === 'alias') return [aliasIssue(value, place)];
  const variants = variantsOf(place.schema, place.root);
  const fitting = variants.filter((each) => fitsType(value, each));
  if (fitting.length === 0) return variants.length === 0 ? [] : [wrongType(value, variants, place)];
  return leastIssues(fitting.map((schema) => checkAs(value, { ...place, schema })));
}

/** Of several readings the one that finds least to blame. */
function leastIssues(answers: readonly (readonly Issue[])[]): readonly Issue[] {
  return answers.reduce((best, each) => (each.length < best.length ? each : best));
}

function checkAs(value: Exclude<YamlValue, YamlAlias>, place: Place): readonly Issue[] {
  switch (value.kind) {
    case 'map':
      return checkMap(value, place);
    case 'list': {
      const { items, minItems = 0 } = place.schema;
      if (value.items.length < minItems)
        return [faultAt(value, `${place.name} is empty; it needs at least one entry.`, place)];
      const name = `An entry of ${lowerName(place.name)}`;
      return items === undefined ? [] : value.items.flatMap((item) => check(item, { ...place, schema: items, name }));
    }
    case 'scalar':
      return checkScalar(value, place);
  }
}

function lowerName(name: string): string {
  return name.replace(/^(?:An entry|The file)/, (start) => start.toLowerCase());
}

function checkMap(map: YamlMap, place: Place): readonly Issue[] {
  const seen = new Set<string>();
  const issues: Issue[] = [];
  for (const entry of map.entries) {
    if (issues.length >= MOST_ISSUES) break;
    issues.push(...checkEntry(entry, seen, place));
    seen.add(entry.key);
  }
  const missing = (place.schema.required ?? []).filter((key) => !seen.has(key));
  return [...issues, ...missing.map((key) => missingKey(map, key, place))];
}

function checkEntry(entry: YamlEntry, seen: ReadonlySet<string>, place: Place): readonly Issue[] {
  if (seen.has(entry.key)) return [twice(entry, place)];
  const schema = schemaOfKey(place.schema, entry.key);
  if (schema !== undefined) return check(entry.value, { ...place, schema, name: quoted(entry.key) });
  return place.schema.additionalProperties === false ? [unknownKey(entry, seen, place)] : [];
}

function twice({ key, keySpan }: YamlEntry, place: Place): Issue {
  return faultAt(keySpan, `${quoted(key)} stands twice here; the first one counts. Remove one of the two.`, place);
}

function unknownKey({ key, keySpan }: YamlEntry, seen: ReadonlySet<string>, place: Place): Issue {
  const { properties = {}, 'x-keys': kind = 'key that can stand here' } = place.schema;
  const known = Object.keys(properties);
  const near = nearest(
    key,
    known.filter((each) => !seen.has(each)),
  );
  const cure =
    near !== undefined
      ? `; did you mean ${quoted(near)}?`
      : known.length > 12
        ? '.'
        : `; there can be ${listed(known, 'and')}.`;
  const fixes =
    near === undefined ? undefined : [{ title: `Change to ${quoted(near)}`, edits: [{ ...keySpan, text: near }] }];
  const issue = faultAt(keySpan, `${quoted(key)} is no ${kind}${cure}`, place, 'warning');
  return fixes === undefined ? issue : { ...issue, fixes };
}

function missingKey(map: YamlMap, key: string, place: Place): Issue {
  const [first] = map.entries;
  const says = schemaOfKey(place.schema, key)?.description;
  return faultAt(
    first?.keySpan ?? map,
    `${quoted(key)} is missing here${says === undefined ? '.' : `: ${says}`}`,
    place,
  );
}

function checkScalar(scalar: YamlScalar, place: Place): readonly Issue[] {
  const { enum: allowed, minLength = 0 } = place.schema;
  if (allowed !== undefined && !allowed.some((each) => each === scalar.value)) {
    const near = nearest(String(scalar.value), allowed.map(String));
    const fixes =
      near === undefined
        ? {}
        : { fixes: [{ title: `Change to ${quoted(near)}`, edits: [{ ...spanOf(scalar), text: near }] }] };
    const issue = faultAt(
      scalar,
      `${place.name} can be ${listed(allowed.map(String), 'or')}, not ${quoted(String(scalar.value))}.`,
      place,
    );
    return [{ ...issue, ...fixes }];
  }
  if (typeof scalar.value === 'string' && scalar.value.length < minLength)
    return [faultAt(scalar, `${place.name} is an empty text; write something, or remove it.`, place)];
  return [];
}

function spanOf({ from, to }: Span): Span {
  return { from, to };
}

function fitsType(value: Exclude<YamlValue, YamlAlias>, schema: JsonSchema): boolean {
  const types = typesOf(schema);
  const own = typeOfValue(value);
  return types.length === 0 || types.includes(own) || (own === 'integer' && types.includes('number'));
}

function wrongType(value: Exclude<YamlValue, YamlAlias>, variants: readonly JsonSchema[], place: Place): Issue {
  const wanted = wantedOf(variants);
  const own: JsonType = typeOfValue(value);
  const message =
    own === 'null'
      ? `${place.name} has no value; it must be ${wanted}.`
      : `${place.name} must be ${wanted}, not ${TYPE_NAMES[own]}.`;
  return faultAt(value, message, place);
}

/** The values themselves where they are counted, else what kind of value. */
function wantedOf(variants: readonly JsonSchema[]): string {
  const values = variants.flatMap((each) => each.enum ?? []);
  if (values.length > 0) return listed(values.map(String), 'or');
  const types = [...new Set(variants.flatMap(typesOf))];
  return listed(
    types.map((type) => TYPE_NAMES[type]),
    'or',
    (each) => each,
  );
}

function aliasIssue(alias: YamlAlias, place: Place): Issue {
  const text = `"*${alias.name}"`;
  if (alias.isKnown) return faultAt(alias, 'Aliases are not followed in this file. Write the value out.', place);
  const issue = faultAt(alias, `A text that begins with \`*\` needs quotes: ${quoted(text)}.`, place);
  return { ...issue, fixes: [{ title: 'Put it in quotes', edits: [{ ...spanOf(alias), text }] }] };
}

/** What holds nothing is shown on the character before it. */
function faultAt({ from, to }: Span, message: string, { code }: Place, severity: Severity = 'error'): Issue {
  return { code, severity, message, from: from === to ? Math.max(0, from - 1) : from, to };
}
