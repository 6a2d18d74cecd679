// Fields that hold one value at most by their nature: the common schema describes no list there, and none is seen in real events.
// Whatever is not named here may hold several. Source: the ECS reference, `normalize: array`; the audit API of Kubernetes.
import type { FieldResolver } from '../types';

export function hasOneValue(path: string, fields: FieldResolver): boolean {
  const field = fields.find(path);
  if (field?.array === true) return false;
  return field?.type === 'constant_keyword' || SINGLE.test(path);
}

const CODE = ['code_signature\\.(?:exists|status|subject_name|trusted|valid)', 'hash\\.[a-z0-9]+'];

/** Objects by their paths, and the names in them. */
const OBJECTS: readonly (readonly [object: string, names: readonly string[]])[] = [
  [
    'process(?:\\.(?:parent|entry_leader|session_leader|group_leader|Ext\\.effective_parent))*',
    [
      'name',
      'executable',
      'command_line',
      'pid',
      'entity_id',
      'working_directory',
      'title',
      'exit_code',
      'args_count',
      'interactive',
      'pe\\.original_file_name',
      'Ext\\.token\\.integrity_level_name',
      ...CODE,
    ],
  ],
  ['(?:file|dll)(?:\\.Ext\\.original)?', ['name', 'path', 'extension', 'directory', 'size', ...CODE]],
  ['registry', ['path', 'key', 'value', 'hive', 'data\\.type']],
  ['host', ['id', 'name', 'hostname', 'os\\.(?:type|family|name|platform|version|kernel|full)']],
  ['user', ['id', 'name', 'domain', 'email']],
  ['event', ['dataset', 'module', 'provider', 'code', 'outcome', 'kind', 'id']],
  ['data_stream', ['type', 'dataset', 'namespace']],
  ['dns', ['question\\.(?:name|type)']],
  ['network', ['direction', 'transport']],
  ['(?:source|destination|client|server)', ['port']],
  ['container', ['id', 'name', 'image\\.name', 'runtime']],
  ['orchestrator', ['namespace', 'cluster\\.name', 'resource\\.(?:name|type)']],
  [
    'kubernetes\\.audit',
    [
      'auditID',
      'verb',
      'level',
      'stage',
      'kind',
      'apiVersion',
      'requestURI',
      'user\\.username',
      'impersonatedUser\\.username',
      'objectRef\\.[A-Za-z]+',
      'responseStatus\\.(?:code|reason|status)',
      'annotations\\.authorization_k8s_io/decision',
    ],
  ],
];

const SINGLE = new RegExp(`^(?:${OBJECTS.map(([object, names]) => `${object}\\.(?:${names.join('|')})`).join('|')})$`);
