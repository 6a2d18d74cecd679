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

/** Ends of names of hosts that say nothing: top-level domains, and what clusters and clouds append. */
const ENDS = words(`
  com net org info io dev app cloud ai co edu gov mil int local localdomain lan corp home internal intranet example test invalid arpa
  svc cluster compute amazonaws ec2 googleapis azure windows
`);

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
  return VOCABULARY.has(text.toLowerCase());
}

/** Of `a.b.example.com` the offset of `.example.com`’s last label that says nothing: how much of the end stays. */
export function keptEnd(host: string): number {
  const labels = host.split('.');
  let kept = 0;
  while (labels.length > 1 && isEnd(labels[labels.length - 1] ?? '')) kept += (labels.pop()?.length ?? 0) + 1;
  return kept;
}

function isEnd(label: string): boolean {
  return ENDS.has(label.toLowerCase()) || /^[a-z]{2}$/i.test(label);
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((each) => each !== ''));
}
