// The invented company whose clusters the samples show: clusters, accounts, people, pods and addresses. All of it is made up.
import { createRandom } from './random.mjs';

const random = createRandom('world');

/** `amber` logs every exec at level Request; `birch` has its provider's policy: reads at Request, all else at RequestResponse. */
export const clusters = {
  amber: makeCluster('amber', () => 'Request'),
  birch: makeCluster('birch', (verb) => (['get', 'list', 'watch'].includes(verb) ? 'Request' : 'RequestResponse')),
};

function makeCluster(name, levelOf) {
  return {
    name,
    host: `cp-1.${name}.alderbrook.example`,
    /** The audit policy keeps metadata only of what happens in the sandboxes. */
    levelOf: (verb, namespace) => (namespace === 'sandbox' ? 'Metadata' : levelOf(verb)),
  };
}

export const workers = ['amber', 'birch'].flatMap((cluster) =>
  Array.from({ length: 4 }, (_, index) => ({
    cluster: clusters[cluster],
    name: `worker-${index + 1}.${cluster}.alderbrook.example`,
    ip: `10.${cluster === 'amber' ? 20 : 30}.0.${11 + index}`,
    agentId: random.uuid(),
  })),
);

/** An account of a workload. */
export function serviceAccount(namespace, name, ip, agent) {
  const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
  return { name: `system:serviceaccount:${namespace}:${name}`, uid: random.uuid(), groups, ips: [ip], agent };
}

/** A person as the cluster's single sign-on names them. */
export function person(name, ip, agent, groups = ['developers']) {
  return { name: `${name}@alderbrook.example`, groups: [...groups, 'system:authenticated'], ips: [ip], agent };
}

export const kubectl = {
  linux: 'kubectl/v1.32.3 (linux/amd64) kubernetes/32cc146',
  mac: 'kubectl/v1.33.1 (darwin/arm64) kubernetes/8adc0f0',
  old: 'kubectl/v1.27.9 (linux/amd64) kubernetes/7da48a5',
};

export const admins = [
  person('mira.okafor', '10.8.4.21', kubectl.mac, ['platform-admins']),
  person('jonas.lindqvist', '10.8.4.37', kubectl.linux, ['platform-admins']),
  person('pilar.duarte', '10.8.4.52', kubectl.linux, ['platform-admins']),
];

export const onCall = [
  person('tomasz.wrona', '10.8.6.14', kubectl.linux, ['data-oncall']),
  person('ines.carvalho', '10.8.6.29', kubectl.mac, ['data-oncall']),
];

export const developers = [
  person('ruth.adeyemi', '10.8.9.61', kubectl.mac),
  person('li.wenyan', '10.8.9.77', kubectl.linux),
  person('oskar.brandt', '10.8.9.83', kubectl.linux),
];

/** Names of pods as their owners make them. */
export const podNames = {
  replica: (owner, chance) => `${owner}-${chance.suffix(10)}-${chance.suffix(5)}`,
  daemon: (owner, chance) => `${owner}-${chance.suffix(5)}`,
  runner: (chance) =>
    `runner-${chance.suffix(9)}-project-${chance.between(120, 480)}-concurrent-${chance.below(4)}-${chance.suffix(8)}`,
};

function pods(count, make) {
  return Array.from({ length: count }, make);
}

export const cilium = pods(8, () => podNames.daemon('cilium', random));
export const konnectivity = pods(3, () => podNames.replica('konnectivity-agent', random));
export const coredns = pods(2, () => podNames.replica('coredns', random));
export const kubeProxy = pods(4, () => podNames.daemon('kube-proxy', random));
export const trident = pods(1, () => podNames.replica('trident-controller', random));
export const elasticsearch = ['es-data-0', 'es-data-1', 'es-data-2', 'es-master-0'];
export const kibana = pods(2, () => podNames.replica('kibana', random));
export const storefront = pods(3, () => podNames.replica('storefront', random));
export const payments = pods(3, () => podNames.replica('payments-api', random));
export const cassandra = ['cassandra-0', 'cassandra-1', 'cassandra-2'];
export const ledger = ['ledger-instance1-0', 'ledger-instance2-0'];
export const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';
export const CONSOLE_SHELL = 'clear; (bash || ash || sh)';
