// Data sets by the index patterns that hold them: Elastic's integrations, its own sensors, the Beats, alerts.
import { beatFields } from './beats.mjs';
import { addField, addFields, dropListedObjects, newFields, overrideFields } from './fields.mjs';
import { addContainerFields } from './containers.mjs';
import { addAuditFields } from './kubernetes.mjs';
import { newerFields } from './newerFields.mjs';
import { UNLISTED_PACKAGES } from './unlistedPackages.mjs';

export function packageCatalogs(inputs) {
  const catalogs = [...integrations(inputs), ...beats(inputs), endgame(), alerts(), unlisted()];
  for (const [pattern, types] of Object.entries(inputs.patterns))
    if (!ALL_METRICS.includes(pattern)) addPattern(catalogs, pattern, types);
  return catalogs;
}

/** Would add fields of one package, which lists them itself, to every package. */
const ALL_METRICS = ['metrics-*'];

const INTEGRATIONS_SOURCE = 'Elastic integration packages, mid-2024';

function integrations(inputs) {
  return Object.entries(inputs.packages).flatMap(([name, { version, datasets }]) => {
    const made = Object.entries(datasets).map(([dataset, types]) => makeDataset(name, dataset, types, inputs));
    const facets = { twins: { ...UNLISTED_TWINS, ...(name === 'endpoint' ? SENSOR_TWINS : {}) } };
    const title = name === 'endpoint' ? { title: 'Endpoint' } : {};
    return made.length === 0 ? [] : [{ name, ...title, version, source: INTEGRATIONS_SOURCE, datasets: made, facets }];
  });
}

/** The lists of packages have no multi-fields, so a string may have these. */
const UNLISTED_TWINS = { text: 'match_only_text' };
const SENSOR_TWINS = { caseless: 'keyword' };

function makeDataset(name, listed, types, inputs) {
  const { dataset = listed, indices, stream, full = fullName(name, dataset) } = PLACES[`${name}.${listed}`] ?? {};
  const fields = newFields();
  addFields(fields, types);
  addFields(fields, newerFields(full));
  if (full.startsWith('endpoint.events.')) addFields(fields, sensorFields(inputs.endpoint));
  (ADDITIONS[full] ?? (() => {}))(fields, inputs);
  if (name === 'endpoint') closeObjects(full, fields);
  return { name: full, indices: indices ?? ['logs', 'metrics'].map((type) => `${type}-${full}-*`), stream, fields };
}

/** A list named by the version of its package has no dataset of its own. */
function fullName(name, dataset) {
  return /-\d/.test(dataset) ? name : `${name}.${dataset}`;
}

/** The sensor's own words on the process are the same in all of its streams, and only those of one stream are listed as they are today. */
function sensorFields({ datasets }) {
  return Object.fromEntries(
    Object.entries(datasets.process).filter(([name]) => /^process\.(?:parent\.)?(?:Ext|thread)\./.test(name)),
  );
}

/** The streams of the sensor that are listed as they are today. */
const CURRENT_STREAMS = ['endpoint.events.process'];

/** What the sensor keeps for words of its own; new ones come with every version. */
const SENSOR_ROOTS = [
  'Effective_process',
  'Memory_protection',
  'Persistence',
  'Ransomware',
  'Target',
  'Tcc',
  'dll.Ext',
  'file.Ext',
  'process.Ext',
  'winlog.event_data',
];

/** The sensor's mapping takes only what is listed. Where the list is old, its extension points may hold more. */
function closeObjects(dataset, fields) {
  dropListedObjects(fields);
  if (CURRENT_STREAMS.includes(dataset)) return;
  const parents = [...fields.keys()].flatMap((name) => /^(.*?\bExt)\./.exec(name)?.[1] ?? []);
  for (const parent of [...parents, ...SENSOR_ROOTS]) addField(fields, parent, 'object');
}

/** Sources that say more of a dataset than its package does. */
const ADDITIONS = {
  'kubernetes.audit_logs': (fields, { audit }) => addAuditFields(fields, audit),
  'auditd_manager.auditd': (fields, { auditd }) => {
    addFields(fields, auditd.fields);
    overrideFields(fields, auditd.overrides_non_ecs_schema);
  },
  'cloud_defend.process': (fields, { containerProcess }) => addContainerFields(fields, containerProcess),
  'cloud_defend.file': (fields, { containerFile }) => addContainerFields(fields, containerFile),
  'cloud_defend.alerts': (fields, { containerProcess, containerFile }) => {
    addContainerFields(fields, containerProcess);
    addContainerFields(fields, containerFile);
  },
  'endpoint.events.process': (fields, { endpoint }) => addFields(fields, endpoint.datasets.process),
};

/**
 * The sensor's streams: the categories of their events, and whether the list of their fields leaves nothing out but its own extensions.
 * Source: the events that its package documents.
 */
const SENSOR_STREAMS = {
  api: { categories: ['api', 'intrusion_detection'] },
  file: { categories: ['file'], complete: true },
  library: { categories: ['driver', 'library'], complete: true },
  network: { categories: ['network'], complete: true },
  process: { categories: ['driver', 'process'], complete: true },
  registry: { categories: ['registry'], complete: true },
  security: { categories: ['authentication', 'configuration', 'iam', 'session'] },
};

/** Lists whose dataset or index has another name than theirs. */
const PLACES = {
  'apm.app_logs': { dataset: 'app', indices: ['logs-apm.app*'] },
  'apm.app_metrics': { dataset: 'app_metrics', indices: ['metrics-apm.app*', 'apm-*-metric*'] },
  'apm.error_logs': { dataset: 'error', indices: ['logs-apm.error-*', 'apm-*-error*'] },
  'apm.internal_metrics': { dataset: 'internal', indices: ['metrics-apm.*'] },
  'apm.profile_metrics': { dataset: 'profiling', indices: ['metrics-apm.profiling-*'] },
  'apm.rum_traces': { dataset: 'rum', indices: ['traces-apm.rum-*'] },
  'apm.sampled_traces': { dataset: 'sampled', indices: ['traces-apm.sampled-*'] },
  'apm.traces': { full: 'apm', indices: ['traces-apm-*', 'apm-*-transaction*', 'apm-*-span*'] },
  'beaconing.pivot_transform': { indices: ['ml_beaconing*', 'logs-beaconing.pivot_transform-*'] },
  'lmd.pivot_transform': { indices: ['ml-rdp-lmd*', 'logs-lmd.pivot_transform-*'] },
  'endpoint.action_responses': { dataset: 'action.responses', indices: ['.logs-endpoint.action.responses-*'] },
  'endpoint.actions': { indices: ['.logs-endpoint.actions-*'] },
  'endpoint.alerts': { indices: ['logs-endpoint.alerts-*'] },
  'endpoint.collection': {
    dataset: 'diagnostic.collection',
    indices: ['.logs-endpoint.diagnostic.collection-*'],
  },
  'endpoint.heartbeat': { indices: ['.logs-endpoint.heartbeat-*'] },
  'endpoint.metadata': { indices: ['metrics-endpoint.metadata-*', 'metrics-endpoint.metadata_current_*'] },
  'endpoint.metrics': { indices: ['metrics-endpoint.metrics-*'] },
  'endpoint.policy': { indices: ['metrics-endpoint.policy-*'] },
  ...Object.fromEntries(
    Object.entries(SENSOR_STREAMS).map(([name, stream]) => [
      `endpoint.${name}`,
      { dataset: `events.${name}`, indices: [`logs-endpoint.events.${name}-*`], stream },
    ]),
  ),
};

function beats({ beats: lists, ecs, packages }) {
  const logs = packages.kubernetes.datasets.container_logs;
  const podFields = Object.fromEntries(Object.entries(logs).filter(([name]) => name.startsWith('kubernetes.')));
  return Object.entries(lists).map(([name, types]) => ({
    name,
    source: 'Beats 9.5.0 field definitions',
    datasets: [{ name, indices: [`${name}-*`], fields: beatFields(name, types, ecs, podFields) }],
  }));
}

/** The retired Endgame sensor: its events are ECS with own fields below one name. */
function endgame() {
  return openCatalog('endgame', 'rules of public rule sets', {
    endgame: { indices: ['endgame-*'], objects: ['endgame'] },
  });
}

/** Alerts copy the fields of the events that raised them, so whoever reads them may meet every field. */
function alerts() {
  const indices = [
    '.alerts-security.*',
    '.internal.alerts-security.*',
    '.preview.alerts-security.*',
    '.siem-signals-*',
  ];
  const made = openCatalog('alerts', 'rules of public rule sets', {
    'security alerts': { indices, objects: ['kibana.alert', 'signal', 'influencers', 'threat_mapping'] },
  });
  addFields(made.datasets[0].fields, { 'kibana.space_ids': 'keyword', 'kibana.version': 'version' });
  return { ...made, copiesAll: true };
}

/** Packages whose own fields nobody lists here: ECS, and any name below their own. */
function unlisted() {
  return openCatalog(
    'unlisted',
    'names of Elastic integration packages',
    Object.fromEntries(
      Object.entries(UNLISTED_PACKAGES).map(([name, objects]) => [
        name,
        { indices: ['logs', 'metrics'].map((type) => `${type}-${name}.*`), objects },
      ]),
    ),
  );
}

function openCatalog(name, source, places) {
  const datasets = Object.entries(places).map(([dataset, { indices, objects }]) => {
    const fields = newFields();
    for (const object of objects) addField(fields, object, 'object');
    return { name: dataset, indices, fields };
  });
  return { name, source, datasets };
}

/** Fields that rules use on an index pattern though no package declares them, and types that its mapping has in truth. */
function addPattern(catalogs, pattern, types) {
  const stem = stemOf(pattern);
  for (const { datasets } of catalogs) {
    for (const { indices, fields } of datasets) {
      const stems = indices.map(stemOf);
      if (stems.some((each) => each.startsWith(stem) || stem.startsWith(each))) overrideFields(fields, types);
    }
  }
}

function stemOf(pattern) {
  return pattern.slice(0, pattern.indexOf('*')).replace(/-$/, '');
}
