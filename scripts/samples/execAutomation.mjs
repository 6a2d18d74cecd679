// Execs by machines: the bounded commands of service accounts, all benign. Some are taken out by the seed rule's arms, the others are its false positives.
import {
  cilium,
  clusters,
  elasticsearch,
  kibana,
  konnectivity,
  ledger,
  podNames,
  serviceAccount,
  trident,
} from './world.mjs';

const runner = serviceAccount(
  'git-runners',
  'gitlab-runner',
  '10.20.14.8',
  'gitlab-runner/17.9.1 (linux/amd64) kubernetes-executor',
);
const inspector = serviceAccount('monitoring', 'cilium-inspector', '10.20.9.33', 'python-kubernetes-client/31.0.0');
const diskCheck = serviceAccount('monitoring', 'disk-check', '10.20.9.40', 'python-kubernetes-client/31.0.0');
const prober = serviceAccount('kube-system', 'konnectivity-prober', '10.20.2.17', 'Go-http-client/2.0');
const storage = serviceAccount('trident', 'trident-operator', '10.20.7.5', 'tridentctl/v25.02.0 (linux/amd64)');
const storageBirch = serviceAccount('storage', 'trident-operator', '10.30.7.5', 'tridentctl/v25.02.0 (linux/amd64)');
const scanner = serviceAccount(
  'vuls',
  'vuls-scheduler',
  '10.20.11.62',
  'kubectl/v1.32.3 (linux/amd64) kubernetes/32cc146',
);
const velero = serviceAccount('velero', 'velero', '10.30.5.19', 'velero-server/v1.15.2 (linux/amd64)');
const operator = serviceAccount('postgres-operator', 'pgo', '10.30.6.44', 'postgres-operator/v5.7.4 (linux/amd64)');
const collector = serviceAccount(
  'ci',
  'log-collector',
  '10.20.14.77',
  'kubectl/v1.31.6 (linux/amd64) kubernetes/6b3560758',
);

const helper = ['gitlab-runner-helper', 'read-logs', '--path'];
const shells = [
  '/usr/local/bin/bash',
  '/usr/bin/bash',
  '/bin/bash',
  '/usr/local/bin/sh',
  '/usr/bin/sh',
  '/bin/sh',
  '/busybox/sh',
];

/** The runner looks for a shell itself and then feeds the job's script to it on standard input. */
export const shellSearch = `if ${shells.map((shell) => `[ -x ${shell} ]; then\n\texec ${shell} \n`).join('elif ')}else\n\techo shell not found\n\texit 1\nfi\n\n`;

const runnerPod = (random) => podNames.runner(random);
const readLogs = (offset) => (random) => {
  const path = `/logs-${random.between(300, 480)}-${random.between(90_000, 99_999)}/output.log`;
  return [...helper, path, '--offset', String(offset(random)), '--wait-file-timeout', '1m0s'];
};

const gitlab = {
  cluster: clusters.amber,
  user: runner,
  verb: 'get',
  namespace: 'git-runners',
  pod: runnerPod,
  containerTwice: true,
  label: 'benign',
};
const agent = {
  cluster: clusters.amber,
  user: inspector,
  verb: 'get',
  namespace: 'kube-system',
  pod: cilium,
  container: 'cilium-agent',
  label: 'benign',
};
const disk = {
  cluster: clusters.amber,
  user: diskCheck,
  verb: 'get',
  namespace: 'elasticsearch-cluster',
  label: 'benign',
};

/** Each scene is run `sessions` times; `single` more sessions have their first stage only. */
export const automation = [
  {
    ...gitlab,
    name: 'runner-script',
    sessions: 18,
    container: 'build',
    command: ['sh', '-c', shellSearch],
    stdin: true,
    lofp: 'gitlab-runner-script',
  },
  {
    ...gitlab,
    name: 'runner-log',
    sessions: 34,
    container: 'helper',
    command: readLogs(() => 0),
    lofp: 'gitlab-runner-log-reader',
  },
  {
    ...gitlab,
    name: 'runner-log-resumed',
    sessions: 6,
    container: 'helper',
    command: readLogs((random) => random.between(2_000, 90_000)),
    lofp: 'gitlab-runner-log-reader',
    note: 'The reader took up again after a dropped connection, so the offset is not 0.',
  },
  { ...agent, name: 'cilium-status', sessions: 36, command: ['cilium', 'status', '-o', 'json'], lofp: 'cilium-status' },
  {
    ...agent,
    name: 'cilium-endpoints',
    sessions: 15,
    single: 1,
    command: ['cilium', 'endpoint', 'list', '-o', 'json'],
    lofp: 'cilium-endpoint-list',
  },
  {
    cluster: clusters.amber,
    user: prober,
    name: 'konnectivity',
    sessions: 12,
    verb: 'create',
    namespace: 'kube-system',
    pod: konnectivity,
    container: 'konnectivity-agent',
    command: ['/proxy-agent', '--help'],
    label: 'benign',
    lofp: 'konnectivity-probe',
  },
  {
    ...disk,
    name: 'df-elasticsearch',
    sessions: 18,
    pod: elasticsearch,
    container: 'elasticsearch',
    command: ['df', '-h'],
    lofp: 'elasticsearch-disk-check',
  },
  {
    ...disk,
    name: 'df-kibana',
    sessions: 8,
    pod: kibana,
    container: 'kibana',
    command: ['df', '-h'],
    lofp: 'elasticsearch-disk-check',
  },
  {
    ...disk,
    name: 'df-data',
    sessions: 4,
    pod: elasticsearch,
    container: 'elasticsearch',
    command: ['df', '-h', '/usr/share/elasticsearch/data'],
    lofp: 'elasticsearch-disk-check',
    note: 'The check of one mount only; the arm knows the bare command.',
  },
  {
    cluster: clusters.amber,
    user: storage,
    name: 'tridentctl',
    sessions: 18,
    verb: 'create',
    namespace: 'trident',
    pod: trident,
    container: 'trident-main',
    command: ['tridentctl', '-s', '127.0.0.1:8000', 'version', '-o', 'json'],
    label: 'benign',
    lofp: 'trident-controller-cli',
  },
  {
    cluster: clusters.birch,
    user: storageBirch,
    name: 'tridentctl-storage',
    sessions: 3,
    verb: 'get',
    namespace: 'storage',
    pod: trident,
    container: 'trident-main',
    command: ['tridentctl', '-s', '127.0.0.1:8000', 'get', 'backend', '-o', 'json'],
    label: 'benign',
    lofp: 'trident-controller-cli',
    note: 'The second cluster has its storage controller in another namespace.',
  },
  {
    cluster: clusters.amber,
    user: scanner,
    name: 'vuls-results',
    sessions: 6,
    verb: 'get',
    namespace: 'vuls',
    pod: (random) => podNames.replica('vuls', random),
    container: 'vuls',
    command: ['sh', '-c', 'ls -1t /vuls/results | head -n 1'],
    label: 'benign',
    lofp: 'vuls-results',
  },
  {
    cluster: clusters.birch,
    user: velero,
    name: 'velero-hook',
    sessions: 6,
    verb: 'get',
    namespace: 'ledger',
    pod: ledger,
    container: 'fsfreeze',
    command: (random) => ['/sbin/fsfreeze', random.pick(['--freeze', '--unfreeze']), '/var/lib/postgresql/data'],
    label: 'benign',
    lofp: 'velero-backup-hook',
  },
  {
    cluster: clusters.birch,
    user: operator,
    name: 'postgres-hook',
    sessions: 7,
    verb: 'get',
    namespace: 'ledger',
    pod: ledger,
    container: 'database',
    command: ['bash', '-ceu', '--', 'psql --no-psqlrc --set=ON_ERROR_STOP=1 --file=-'],
    stdin: true,
    label: 'benign',
    lofp: 'postgres-operator-script',
  },
  {
    cluster: clusters.amber,
    user: collector,
    name: 'copy-logs',
    sessions: 5,
    verb: 'get',
    namespace: 'storefront',
    pod: (random) => podNames.replica('storefront', random),
    container: 'web',
    command: ['tar', 'cf', '-', '/app/logs'],
    label: 'benign',
    lofp: 'kubectl-cp-logs',
  },
  // Same account, older client: the provider's policy logs this verb at another level, so the rule does not see it.
  {
    cluster: clusters.birch,
    user: { ...operator, agent: 'postgres-operator/v5.4.0 (linux/amd64)' },
    name: 'postgres-hook-old',
    sessions: 6,
    verb: 'create',
    namespace: 'ledger-staging',
    pod: ledger,
    container: 'database',
    command: ['bash', '-ceu', '--', 'psql --no-psqlrc --set=ON_ERROR_STOP=1 --file=-'],
    stdin: true,
  },
];
