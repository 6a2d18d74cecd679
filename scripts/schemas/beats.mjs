// The fields of the Beats: names of Filebeat's filesets stand in the list without their module, which is put back here.
import { addField, addFields, newFields } from './fields.mjs';

/** The first segment of such a name, by module. */
const FILESETS = {
  auditd: ['log'],
  aws: ['cloudtrail', 'cloudwatch', 'ec2', 'elb', 's3access', 'vpcflow'],
  azure: ['activitylogs', 'auditlogs', 'platformlogs', 'signinlogs'],
  crowdstrike: ['event', 'metadata'],
  elasticsearch: ['deprecation', 'gc', 'querylog', 'server', 'slowlog'],
  gcp: ['firewall'],
  google_workspace: ['admin', 'drive', 'groups', 'login', 'saml'],
  iptables: [
    'ether_type',
    'flow_label',
    'fragment_flags',
    'fragment_offset',
    'icmp',
    'id',
    'igmp',
    'incomplete_bytes',
    'input_device',
    'length',
    'output_device',
    'precedence_bits',
    'tcp',
    'tos',
    'ttl',
    'ubiquiti',
    'udp',
  ],
  okta: [
    'actor',
    'authentication_context',
    'client',
    'debug_context',
    'display_message',
    'event_type',
    'outcome',
    'request',
    'security_context',
    'severity',
    'target',
    'transaction',
    'uuid',
    'version',
  ],
  oracle: ['database_audit'],
  osquery: ['result'],
  suricata: ['eve'],
  zeek: [
    'capture_loss',
    'connection',
    'dce_rpc',
    'dhcp',
    'dnp3',
    'dns',
    'dpd',
    'files',
    'ftp',
    'http',
    'intel',
    'irc',
    'kerberos',
    'modbus',
    'notice',
    'ntlm',
    'ntp',
    'ocsp',
    'pe',
    'radius',
    'rdp',
    'rfb',
    'signature',
    'sip',
    'smb_cmd',
    'smb_files',
    'smb_mapping',
    'smtp',
    'snmp',
    'socks',
    'ssh',
    'ssl',
    'stats',
    'syslog',
    'tunnel',
    'weird',
    'x509',
  ],
};

/** Several modules have a fileset of this name: the module cannot be told, and the module's other names are open anyway. */
const AMBIGUOUS = ['access', 'audit', 'auth', 'debug', 'error', 'errorlog', 'main', 'startup', 'template-test-module'];

/** Modules of which only some names are listed: any name may stand below them. */
const OPEN_MODULES = [
  ...Object.keys(FILESETS),
  'activemq',
  'apache',
  'awsfargate',
  'cyberarkpas',
  'gsuite',
  'haproxy',
  'ibmmq',
  'icinga',
  'iis',
  'kafka',
  'kibana',
  'logstash',
  'misp',
  'mongodb',
  'mssql',
  'mysql',
  'mysqlenterprise',
  'nats',
  'nginx',
  'o365',
  'panw',
  'pensando',
  'postgresql',
  'rabbitmq',
  'redis',
  'santa',
  'system',
  'traefik',
  'zookeeper',
];

/** What processors of every Beat may add. */
const PROCESSOR_OBJECTS = ['docker', 'fields', 'jolokia'];

const MODULE_OF = new Map(
  Object.entries(FILESETS).flatMap(([module, filesets]) => filesets.map((fileset) => [fileset, module])),
);

/** `podFields` are what the Kubernetes processor adds. */
export function beatFields(beat, types, ecs, podFields) {
  const fields = newFields();
  addFields(fields, podFields);
  addFields(fields, beat === 'filebeat' ? withModules(types, ecs) : types);
  for (const name of [...PROCESSOR_OBJECTS, ...(beat === 'filebeat' ? OPEN_MODULES : [])])
    addField(fields, name, 'object');
  return fields;
}

function withModules(types, ecs) {
  return Object.fromEntries(
    Object.entries(types).flatMap(([name, type]) => {
      if (name in ecs) return [];
      const [head] = name.split('.');
      if (AMBIGUOUS.includes(head)) return [];
      const module = MODULE_OF.get(head);
      return [[module === undefined ? name : `${module}.${name}`, type]];
    }),
  );
}
