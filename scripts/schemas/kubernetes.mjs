// What the package's list of Kubernetes audit fields leaves out, and where its versions contradict each other.
import { addField, addFields, overrideFields } from './fields.mjs';

/** Audit events embed whole API objects, which Elasticsearch maps as they come; these may hold any name. */
const EMBEDDED_OBJECTS = [
  'kubernetes.audit.annotations',
  'kubernetes.audit.impersonatedUser.extra',
  'kubernetes.audit.metadata',
  'kubernetes.audit.requestObject',
  'kubernetes.audit.responseObject',
  'kubernetes.audit.responseStatus.details',
  'kubernetes.audit.responseStatus.metadata',
  'kubernetes.audit.user.extra',
];

export function addAuditFields(fields, audit) {
  addFields(fields, audit.fields);
  overrideFields(fields, audit.overrides_non_ecs_schema.fields);
  for (const [name, phrases] of Object.entries(audit.type_drift)) {
    // A phrase begins with the type: "keyword (decision) / text (reason)".
    if (!name.includes('*')) for (const phrase of phrases) addField(fields, name, phrase.split(' ')[0]);
  }
  for (const name of EMBEDDED_OBJECTS) addField(fields, name, 'object');
  addField(fields, 'kubernetes.audit.timestamp', 'date');
  for (const name of audit.seen_in_pipeline_tests_only.filter(isOwn))
    addField(fields, name.replace(/\.\*$/, ''), name.endsWith('.*') ? 'object' : 'unknown');
}

/** The others are ECS fields, whose types are known. */
function isOwn(name) {
  return name.startsWith('kubernetes.');
}
