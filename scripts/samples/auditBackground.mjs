// The rest of what an API server logs: controllers, nodes and people who read and write, look at logs, attach and forward ports.
import { SECOND, spreadTimes, toQuery } from './encode.mjs';
import { toAuditEvent } from './audit.mjs';
import { CHOSEN_ID, anonymousUser } from './execAttacks.mjs';
import { createRandom } from './random.mjs';
import { admins, clusters, developers, payments, podNames, serviceAccount, storefront, workers } from './world.mjs';

const controller = {
  name: 'system:kube-controller-manager',
  groups: ['system:authenticated'],
  ips: ['10.20.0.2'],
  agent: 'kube-controller-manager/v1.32.3 (linux/amd64)',
};
const scheduler = {
  name: 'system:kube-scheduler',
  groups: ['system:authenticated'],
  ips: ['10.20.0.2'],
  agent: 'kube-scheduler/v1.32.3 (linux/amd64)',
};
const prometheus = serviceAccount('monitoring', 'prometheus', '10.20.9.12', 'prometheus/3.2.1');
const argo = serviceAccount(
  'argocd',
  'argocd-application-controller',
  '10.20.3.16',
  'argocd-application-controller/v2.14.5',
);
const slices = serviceAccount(
  'kube-system',
  'endpointslice-controller',
  '10.20.0.2',
  'kube-controller-manager/v1.32.3 (linux/amd64)',
);
const nodes = workers.map(({ name, ip }) => ({
  name: `system:node:${name.split('.', 2).join('.')}`,
  groups: ['system:nodes', 'system:authenticated'],
  ips: [ip],
  agent: 'kubelet/v1.32.3 (linux/amd64) kubernetes/32cc146',
}));

const namespaces = ['storefront', 'payments', 'reports', 'ledger', 'monitoring', 'kube-system'];

const leases = {
  users: [controller, scheduler],
  verbs: ['get', 'update'],
  group: 'coordination.k8s.io',
  resource: 'leases',
  namespace: ['kube-system'],
};
const watches = { verbs: ['watch'], watch: true };

const scenes = [
  { ...leases, name: 'leader-leases', count: 330, object: ['kube-controller-manager', 'kube-scheduler'] },
  {
    ...leases,
    name: 'node-leases',
    count: 260,
    users: nodes,
    verbs: ['update'],
    namespace: ['kube-node-lease'],
    object: workers.map(({ name }) => name.split('.', 2).join('.')),
  },
  {
    name: 'slices',
    count: 110,
    users: [slices],
    verbs: ['update', 'get'],
    group: 'discovery.k8s.io',
    resource: 'endpointslices',
    object: ['storefront-8h2kd', 'payments-api-x4m7q', 'reports-2vz9t'],
  },
  {
    name: 'configmaps',
    count: 120,
    users: [argo, ...nodes],
    verbs: ['get'],
    resource: 'configmaps',
    object: ['kube-root-ca.crt', 'feature-flags', 'coredns'],
  },
  {
    ...watches,
    name: 'watch-configmaps',
    count: 45,
    users: nodes,
    resource: 'configmaps',
    query: [
      ['fieldSelector', 'metadata.name=kube-root-ca.crt'],
      ['watch', 'true'],
    ],
  },
  {
    ...watches,
    name: 'watch-pods',
    count: 45,
    users: [prometheus, scheduler],
    resource: 'pods',
    query: [
      ['allowWatchBookmarks', 'true'],
      ['watch', 'true'],
    ],
  },
  {
    name: 'list-pods',
    count: 130,
    users: [prometheus, argo, ...developers],
    verbs: ['list'],
    resource: 'pods',
    query: [
      ['labelSelector', 'app in (web,api),tier!=test'],
      ['limit', '500'],
    ],
  },
  {
    name: 'get-pods',
    count: 90,
    users: [...developers, ...admins],
    verbs: ['get'],
    resource: 'pods',
    object: storefront,
  },
  {
    name: 'nodes',
    count: 60,
    users: nodes,
    verbs: ['patch', 'get'],
    resource: 'nodes',
    clusterWide: true,
    object: workers.map(({ name }) => name),
    subresource: 'status',
  },
  {
    name: 'tokens',
    count: 45,
    users: nodes,
    verbs: ['create'],
    resource: 'serviceaccounts',
    object: ['default', 'storefront-web'],
    subresource: 'token',
    code: 201,
  },
  {
    name: 'deployments',
    count: 30,
    users: [argo],
    verbs: ['patch', 'get'],
    group: 'apps',
    resource: 'deployments',
    object: ['storefront', 'payments-api', 'report-builder'],
  },
  { name: 'secrets', count: 25, users: [argo], verbs: ['get'], resource: 'secrets', object: ['registry-pull'] },
  {
    name: 'logs',
    count: 40,
    users: [...developers, ...admins],
    verbs: ['get'],
    resource: 'pods',
    object: storefront,
    subresource: 'log',
    query: [
      ['container', 'web'],
      ['follow', 'true'],
      ['tailLines', '200'],
    ],
  },
  {
    name: 'attach',
    count: 10,
    users: developers,
    verbs: ['get', 'create'],
    resource: 'pods',
    namespace: ['storefront-staging'],
    object: storefront,
    subresource: 'attach',
    query: [
      ['container', 'web'],
      ['stdin', 'true'],
      ['stdout', 'true'],
      ['tty', 'true'],
    ],
    code: 101,
  },
  {
    name: 'forward',
    count: 14,
    users: developers,
    verbs: ['get', 'create'],
    resource: 'pods',
    namespace: ['payments-staging'],
    object: payments,
    subresource: 'portforward',
    query: [['ports', '8080']],
    code: 101,
  },
  {
    name: 'scratch',
    count: 12,
    users: developers,
    verbs: ['create', 'delete'],
    resource: 'pods',
    namespace: ['sandbox'],
    object: (random) => podNames.replica('scratch', random),
  },
  {
    name: 'refused-exec',
    count: 6,
    users: developers,
    verbs: ['get'],
    resource: 'pods',
    namespace: ['payments'],
    object: payments,
    subresource: 'exec',
    query: [
      ['command', 'sh'],
      ['container', 'api'],
      ['stdin', 'true'],
      ['stdout', 'true'],
      ['tty', 'true'],
    ],
    refused: true,
  },
  {
    name: 'anonymous',
    count: 4,
    users: [anonymousUser],
    auditId: CHOSEN_ID,
    verbs: ['get'],
    resource: 'pods',
    namespace: ['payments'],
    object: payments,
    subresource: 'exec',
    query: [
      ['command', 'id'],
      ['container', 'api'],
      ['stdout', 'true'],
    ],
    refused: true,
  },
];

export function playBackground() {
  return scenes.flatMap((scene) => {
    const random = createRandom(`background ${scene.name}`);
    return spreadTimes(random, scene.count).flatMap((time) => playRequest(scene, random, time));
  });
}

function playRequest(scene, random, time) {
  const namespace = scene.clusterWide ? undefined : random.pick(scene.namespace ?? namespaces);
  const object = typeof scene.object === 'function' ? scene.object(random) : scene.object && random.pick(scene.object);
  const user = random.pick(scene.users);
  const verb = random.pick(scene.verbs);
  const request = {
    cluster: random.chance(0.6) ? clusters.amber : clusters.birch,
    time,
    verb,
    user,
    auditId: scene.auditId ?? random.uuid(),
    uri: toUri(scene, namespace, object),
    objectRef: toObject(scene, namespace, object),
    code: scene.code,
    ...(scene.refused ? refusal(user, verb, scene, namespace) : {}),
  };
  const answered = random.between(2, 60) * 1000 + random.below(1000);
  const complete = { name: 'ResponseComplete', after: scene.watch ? random.between(300, 580) * SECOND : answered };
  const stages = scene.watch ? [{ name: 'ResponseStarted', after: answered }, complete] : [complete];
  return stages.map((stage) => toAuditEvent(request, stage));
}

function toUri({ group, resource, subresource, query }, namespace, object) {
  const base = group === undefined ? '/api/v1' : `/apis/${group}/v1`;
  const place = namespace === undefined ? [] : ['namespaces', namespace];
  const path = [base, ...place, resource, object, subresource].filter((part) => part !== undefined).join('/');
  return query === undefined ? path : `${path}?${toQuery(query)}`;
}

function toObject({ group, resource, subresource }, namespace, name) {
  const named = { resource, namespace, name, apiGroup: group, apiVersion: 'v1', subresource };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

function refusal(user, verb, { subresource }, namespace) {
  const message = `pods is forbidden: User "${user.name}" cannot ${verb} resource "pods/${subresource}" in API group "" in the namespace "${namespace}"`;
  return { decision: 'forbid', code: 403, failure: { message, reason: 'Forbidden' } };
}
