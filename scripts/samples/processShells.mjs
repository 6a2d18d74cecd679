// What runs in containers with a terminal: debug containers, administrators, cloud consoles, and what must alert.
import { HOUR } from './encode.mjs';
import {
  CONSOLE_SHELL,
  TOKEN,
  coredns,
  elasticsearch,
  kubeProxy,
  payments,
  podNames,
  storefront,
  trident,
} from './world.mjs';

export const CONTAINER_RULE = '6f2b8c1e-4d0a-4b7e-9a55-2c8e1f7d3b60';

const bash = (...more) => ({ args: ['bash', ...more], executable: '/bin/bash' });
const sh = (...more) => ({ args: ['sh', ...more], executable: '/bin/sh' });
const run = (...args) => ({ args, executable: `/usr/bin/${args[0]}` });
const busybox = (...args) => ({ args, executable: `/bin/busybox` });

const look = [run('ls', '--color=auto'), run('ps', 'aux'), run('tail', '-n', '100', '/app/logs/web.log')];
const terminal = { interactive: true, selectors: ['interactiveSessions'] };
const shop = { namespace: 'storefront', pod: storefront, image: 'shop/storefront', tag: '2025.3.1' };
const pay = { namespace: 'payments', pod: payments, image: 'pay/api', tag: '7.2.4' };
const proxy = { namespace: 'kube-system', pod: kubeProxy, image: 'kubernetes/kube-proxy', tag: 'v1.32.3' };
const search = { namespace: 'elasticsearch-cluster', pod: elasticsearch, image: 'search/elasticsearch', tag: '8.17.3' };
const debug = { namespace: 'dev', image: 'tools/debug', tag: '3.4', pod: (random) => podNames.daemon('debug', random) };

const started = { ...terminal, label: 'benign' };
const authorised = { ...terminal, label: 'authorised' };
const bad = { ...terminal, label: 'malicious', sessions: 1 };
const missed = [CONTAINER_RULE];

export const shells = [
  {
    ...started,
    ...debug,
    name: 'debug-image',
    sessions: 9,
    entry: bash('-l'),
    children: [
      run('dig', 'storefront.storefront.svc.cluster.local'),
      run('curl', '-sv', 'http://storefront.storefront.svc?a=1&b=2'),
    ],
    lofp: 'debug-image-terminal',
    note: 'Started with a terminal: the shell is the container’s own first process.',
  },
  {
    ...started,
    name: 'sql-client',
    sessions: 4,
    namespace: 'dev',
    pod: (random) => podNames.daemon('psql-client', random),
    image: 'data/postgres',
    tag: '16.8',
    user: 'postgres',
    entry: bash(),
    children: [run('psql', '-h', 'ledger.dev.svc')],
    lofp: 'debug-image-terminal',
  },
  {
    ...started,
    name: 'teaching',
    sessions: 5,
    namespace: 'training',
    pod: (random) => podNames.daemon('workshop', random),
    image: 'training/shell',
    tag: 'spring',
    user: 'trainee',
    entry: { args: ['/bin/sh'], executable: '/bin/busybox' },
    children: [busybox('ls', '-l')],
    lofp: 'workshop-terminal',
    note: 'The pod asks for a terminal in its own specification.',
  },
  { ...authorised, ...shop, name: 'admin-shop', sessions: 6, entry: bash(), children: look },
  {
    ...authorised,
    ...pay,
    name: 'admin-pay',
    sessions: 4,
    entry: sh(),
    children: [run('env'), run('ls', '-l', '/tmp')],
  },
  {
    ...authorised,
    ...search,
    name: 'admin-search',
    sessions: 4,
    user: 'elasticsearch',
    entry: bash(),
    children: [run('df', '-h'), run('tail', '-n', '200', '/usr/share/elasticsearch/logs/gc.log')],
  },
  {
    ...authorised,
    ...shop,
    name: 'console',
    sessions: 6,
    entry: sh('-c', CONSOLE_SHELL),
    children: [run('clear'), bash(), run('ls', '--color=auto')],
    note: 'The terminal of the cloud console.',
  },
  {
    ...terminal,
    name: 'staging',
    sessions: 6,
    namespace: 'storefront-staging',
    pod: storefront,
    image: 'shop/storefront',
    tag: 'main',
    entry: bash(),
    children: look,
  },
  {
    ...terminal,
    name: 'top',
    sessions: 12,
    namespace: 'storefront-staging',
    pod: storefront,
    image: 'shop/storefront',
    tag: 'main',
    entry: run('top'),
  },
  {
    ...bad,
    ...proxy,
    name: 'system-shell',
    at: 7.3 * HOUR,
    entry: { args: ['/bin/sh'], executable: '/bin/sh' },
    children: [run('id'), run('cat', '/var/lib/kube-proxy/config.conf')],
    note: 'A shell in kube-system.',
  },
  {
    ...bad,
    ...proxy,
    name: 'system-console',
    at: 27.5 * HOUR,
    entry: sh('-c', CONSOLE_SHELL),
    children: [run('clear'), run('cat', TOKEN)],
    badChildren: true,
    note: 'A console’s shell in kube-system, by nobody who has a console.',
  },
  {
    ...bad,
    name: 'dns-shell',
    at: 31.7 * HOUR,
    namespace: 'kube-system',
    pod: coredns,
    image: 'kubernetes/coredns',
    tag: 'v1.12.0',
    entry: { args: ['sh'], executable: '/bin/busybox' },
    children: [busybox('cat', '/etc/coredns/Corefile')],
    note: 'A shell in kube-system.',
  },
  {
    ...bad,
    name: 'storage-shell',
    at: 28.4 * HOUR,
    namespace: 'trident',
    pod: trident,
    image: 'storage/trident',
    tag: '25.02.0',
    entry: bash(),
    children: [run('mount'), run('cat', TOKEN)],
    badChildren: true,
    note: 'A shell in the privileged storage controller.',
  },
  {
    ...bad,
    ...pay,
    name: 'stranger',
    at: 26.95 * HOUR,
    entry: bash(),
    children: [run('env'), run('cat', TOKEN)],
    badChildren: true,
    note: 'The session of an unknown person.',
  },
  {
    ...bad,
    ...pay,
    name: 'history-off',
    at: 33.9 * HOUR,
    entry: bash('--norc'),
    children: [run('rm', '-f', '/root/.bash_history')],
    note: 'A second session of the same evening.',
  },
  {
    ...bad,
    name: 'etcd-shell',
    at: 10.9 * HOUR,
    namespace: 'kube-system',
    pod: ['etcd-cp-1'],
    image: 'kubernetes/etcd',
    tag: '3.5.20',
    entry: sh(),
    children: [run('etcdctl', 'get', '/registry/secrets', '--prefix', '--keys-only')],
    badChildren: true,
    note: 'Reads keys of etcd by hand.',
  },
  {
    ...bad,
    ...shop,
    name: 'python-terminal',
    at: 34.4 * HOUR,
    entry: run('python3', '-c', 'import pty; pty.spawn("/bin/sh")'),
    children: [sh(), run('whoami')],
    miss: missed,
    note: 'A terminal by way of Python: the first process is no shell.',
  },
  {
    ...bad,
    ...shop,
    name: 'renamed-shell',
    at: 35.1 * HOUR,
    entry: { args: ['/tmp/.cache/updater'], executable: '/tmp/.cache/updater' },
    children: [run('id')],
    miss: missed,
    note: 'A copy of a shell under another name.',
  },
  {
    ...bad,
    ...pay,
    name: 'piped-token',
    at: 36.6 * HOUR,
    interactive: false,
    entry: sh('-c', `cat ${TOKEN} | base64`),
    children: [run('cat', TOKEN), run('base64')],
    miss: missed,
    everywhere: true,
    badChildren: true,
    note: 'No terminal at all.',
  },
];
