// Names that software and systems bring along: they say nothing about people and machines, and stay.

/** Accounts that every system has. */
const ACCOUNTS = words(`
  root system nobody daemon bin sys sync games man lp mail news uucp proxy backup list irc gnats admin administrator administrators guest
  nogroup users wheel sudo adm tty disk operator default anonymous none unknown user service localsystem nonroot www-data
  systemd-network systemd-resolve systemd-timesync kubernetes-admin masterclient aksservice kubelet
`);

/** Accounts that a program brings along, by its own name: in other texts the name is that of the program. */
const SOFTWARE = words(`
  nginx apache httpd tomcat postgres mysql mariadb mongodb redis elasticsearch kibana logstash cassandra kafka zookeeper rabbitmq memcache
  haproxy varnish grafana influxdb jenkins git gitlab-runner docker containerd sshd ssh ntp chrony messagebus dbus polkitd avahi ftp postfix
  dovecot bind named dnsmasq squid rpc ubuntu debian centos fedora vagrant runner ec2-user
`);

/** Objects that every cluster has. */
const OBJECTS = words(`
  kubernetes kube-dns coredns kube-proxy kube-scheduler kube-controller-manager kube-apiserver cloud-controller-manager kube-root-ca.crt
  default cluster-admin admin edit view extension-apiserver-authentication etcd metrics-server localhost
`);

/** They stand in addresses, paths and commands: as a name they are replaced in their own field only. */
const VOCABULARY = words(`
  api apis v1 pods pod nodes node namespaces namespace exec log logs attach portforward proxy command container containers stdin stdout stderr
  tty true false null get list watch create update patch delete start end fork exit process file network user users name names host event
  http https www com net org bin sbin usr etc var lib opt tmp home dev proc run sh bash dash zsh python python3 java node web app server client
  linux windows amd64 arm64 default services secrets configmaps deployments production staging test main
`);

/** Last labels of hosts that say nothing; those of two letters are countries. */
const LAST_LABELS = words(`
  com net org info io dev app cloud ai edu gov mil int local localdomain lan corp home internal intranet example test invalid arpa
`);

/** Labels before the last one that clusters, clouds and countries append. */
const INNER_LABELS = words('svc cluster compute amazonaws ec2 googleapis azure windows co com ac gov edu org net');

/** They stand in the parts of names that stay. */
const PREFIX_WORDS = words('arn aws iam sts system serviceaccount containerd docker cri');

/** Registries that everybody pulls from. */
const REGISTRIES = words(`
  docker.io registry-1.docker.io index.docker.io quay.io ghcr.io gcr.io k8s.gcr.io registry.k8s.io mcr.microsoft.com public.ecr.aws
  docker.elastic.co registry.gitlab.com nvcr.io localhost
`);

export function isWellKnownAccount(text: string): boolean {
  const name = text.toLowerCase();
  return ACCOUNTS.has(name) || isBuiltIn(name);
}

/** Of objects, machines and registries. */
export function isWellKnownObject(text: string): boolean {
  const name = text.toLowerCase();
  return OBJECTS.has(name) || REGISTRIES.has(name) || isBuiltIn(name);
}

/** A name that means something else elsewhere. */
export function isSoftware(text: string): boolean {
  return SOFTWARE.has(text.toLowerCase());
}

/** The API server's own accounts and groups; those of service accounts and of nodes have a name in them. */
function isBuiltIn(name: string): boolean {
  return name.startsWith('system:') && !/^system:(?:serviceaccount|node):./.test(name);
}

export function isVocabulary(text: string): boolean {
  const word = text.toLowerCase();
  return [VOCABULARY, LAST_LABELS, INNER_LABELS, PREFIX_WORDS].some((list) => list.has(word));
}

/** How many characters at the end of a host say nothing: `.com` of `a.example.com`, `.svc.cluster.local`. */
export function keptEnd(host: string): number {
  const labels = host.toLowerCase().split('.');
  let kept = 0;
  while (labels.length > 1) {
    const label = labels[labels.length - 1] ?? '';
    const isKept = kept === 0 ? LAST_LABELS.has(label) || /^[a-z]{2}$/.test(label) : INNER_LABELS.has(label);
    if (!isKept) break;
    kept += label.length + 1;
    labels.pop();
  }
  return kept;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((each) => each !== ''));
}
