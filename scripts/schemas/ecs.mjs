// The Elastic Common Schema as one catalog, with the short descriptions and the values that it lists.
import { addField, dropListedObjects, newFields } from './fields.mjs';

/** What agents put beside it on every event, whatever the source. */
const AGENT_FIELDS = {
  'agent.hostname': 'keyword',
  'cloud.image.id': 'keyword',
  'elastic.agent.id': 'keyword',
  'elastic_agent.id': 'keyword',
  'elastic_agent.snapshot': 'boolean',
  'elastic_agent.version': 'keyword',
  'host.containerized': 'boolean',
  'host.os.build': 'keyword',
  'host.os.codename': 'keyword',
  'input.type': 'keyword',
  'log.flags': 'keyword',
  'log.offset': 'long',
  'log.source.address': 'keyword',
};

/** Keywords longer than this are not indexed, where the schema says nothing else. */
const USUAL_IGNORE_ABOVE = 1024;

export function ecsCatalog({ ecs, ecsVersion, ecsHistory }) {
  const definitions = Object.values(ecs);
  return {
    name: 'ecs',
    source: `@elastic/ecs ${ecsVersion}, Apache-2.0`,
    datasets: [
      ...byVersion(fieldsOf(definitions), ecsHistory),
      { name: 'Elastic Agent', indices: [], fields: agentFields() },
    ],
    since: Object.fromEntries(ecsHistory.map(({ after, version }) => [titleOf(version), { after, version }])),
    facets: {
      descriptions: recordOf(definitions, ({ short }) => short),
      values: recordOf(definitions, valuesOf),
      arrays: definitions.filter(({ normalize }) => normalize.includes('array')).map(({ flat_name: name }) => name),
      ignoreAbove: recordOf(definitions, unusualLimitOf),
    },
  };
}

/** What is older than the history has no version. */
function byVersion(fields, ecsHistory) {
  const versionOf = new Map(ecsHistory.flatMap(({ version, fields: names }) => names.map((name) => [name, version])));
  return [undefined, ...ecsHistory.map(({ version }) => version)].map((version) => ({
    name: version === undefined ? 'ECS' : titleOf(version),
    indices: [],
    fields: new Map([...fields].filter(([name]) => versionOf.get(name.replace(/\.\*$/, '')) === version)),
  }));
}

function titleOf(version) {
  return `ECS ${version}`;
}

function fieldsOf(definitions) {
  const fields = newFields();
  for (const { flat_name: name, type, object_type: below, multi_fields: twins = [] } of definitions) {
    addField(fields, name, type);
    if (below !== undefined) addField(fields, `${name}.*`, below);
    for (const twin of twins) addField(fields, twin.flat_name, twin.type);
  }
  dropListedObjects(fields);
  for (const { flat_name: name, object_type: below } of definitions) if (below) addField(fields, name, 'object');
  return fields;
}

function agentFields() {
  const fields = newFields();
  for (const [name, type] of Object.entries(AGENT_FIELDS)) addField(fields, name, type);
  return fields;
}

/** Null for a keyword without a limit. */
function unusualLimitOf({ type, ignore_above: limit = null }) {
  return type !== 'keyword' || limit === USUAL_IGNORE_ABOVE ? undefined : limit;
}

function valuesOf({ allowed_values: allowed, expected_values: expected }) {
  return allowed?.map(({ name }) => name) ?? expected;
}

function recordOf(definitions, factOf) {
  return Object.fromEntries(
    definitions.flatMap((definition) => {
      const fact = factOf(definition);
      return fact === undefined ? [] : [[definition.flat_name, fact]];
    }),
  );
}
