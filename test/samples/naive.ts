// The sample rules once more, by hand and without the engine: what the labels and the samples' README promise is counted with this.

export interface AuditDocument {
  readonly '@timestamp': string;
  readonly event: { readonly dataset: string };
  readonly data_stream: { readonly dataset: string };
  readonly kubernetes: {
    readonly audit: {
      readonly auditID: string;
      readonly verb: string;
      readonly stage: string;
      readonly level: string;
      readonly requestURI: string;
      readonly requestObject?: unknown;
      readonly objectRef: { readonly namespace?: string; readonly name?: string; readonly subresource?: string };
      readonly annotations: Readonly<Record<string, string>>;
    };
  };
}

export interface ProcessDocument {
  readonly '@timestamp': string;
  readonly event: { readonly dataset: string; readonly id: string; readonly action: string; readonly type: string[] };
  readonly data_stream: { readonly dataset: string };
  readonly host: { readonly os: { readonly type: string } };
  readonly container: { readonly id: string };
  readonly process: {
    readonly name: string;
    readonly args: readonly string[];
    readonly interactive: boolean;
    readonly entry_leader: { readonly same_as_process: boolean; readonly entry_meta: { readonly type: string } };
  };
}

/** Each positive clause of the exec rule, by name; an event is a candidate when all hold. */
export function execClauses({ event, kubernetes: { audit } }: AuditDocument): Readonly<Record<string, boolean>> {
  return {
    dataset: event.dataset === 'kubernetes.audit_logs',
    verb: ['get', 'create'].includes(audit.verb),
    subresource: audit.objectRef.subresource === 'exec',
    stage: ['ResponseComplete', 'ResponseStarted'].includes(audit.stage),
    level: audit.level === 'Request',
    decision: audit.annotations['authorization_k8s_io/decision'] === 'allow',
  };
}

export function isExec(document: AuditDocument): boolean {
  return Object.values(execClauses(document)).every(Boolean);
}

/** The names of the arms that take an event out. The arm for `cilium endpoint list` is left out: it never matches. */
export function armsOf({ kubernetes: { audit } }: AuditDocument): string[] {
  const { namespace, name = '' } = audit.objectRef;
  return Object.entries(arms)
    .filter(([, arm]) => arm.namespace === namespace && arm.matches(audit.requestURI, name))
    .map(([key]) => key);
}

export function isCiliumEndpointList({ kubernetes: { audit } }: AuditDocument): boolean {
  return toRegExp('/api/v1/namespaces/kube-system/pods/*/exec' + CILIUM_ENDPOINTS).test(audit.requestURI);
}

/** The container rule. */
export function isInteractiveShell({ event, host, container, process }: ProcessDocument): boolean {
  const shells = ['bash', 'dash', 'sh', 'tcsh', 'csh', 'zsh', 'ksh', 'fish', 'busybox'];
  return [
    host.os.type === 'linux' && container.id !== '',
    event.type.includes('start') && event.action === 'exec',
    shells.includes(process.name),
    process.entry_leader.entry_meta.type === 'container' && process.entry_leader.same_as_process,
    process.interactive,
  ].every(Boolean);
}

/** The query of the token file. */
export function isTokenRead({ event, process }: ProcessDocument): boolean {
  const reads = process.args.some((word) => word.includes('/secrets/kubernetes.io/serviceaccount/token'));
  return event.type.includes('start') && event.action === 'exec' && reads;
}

const CILIUM_ENDPOINTS =
  '?command=cilium&command=endpoint&command=list&command=-o&command=json&container=cilium-agent&stderr=true&stdout=true';

interface Arm {
  readonly namespace: string;
  matches(uri: string, pod: string): boolean;
}

const arms: Readonly<Record<string, Arm>> = {
  trident: { namespace: 'trident', matches: (_, pod) => pod.startsWith('trident-controller-') },
  vuls: uriArm('vuls', 'vuls-*', '?command=sh&command=-c&command=*+%2Fvuls%2Fresults*'),
  'runner script': uriArm(
    'git-runners',
    'runner-*',
    '?command=sh&command=-c&command=if+%5B+-x+*+shell+not+found%0A%09exit+1%0Afi%0A%0A&container=*&container=*&stderr=true&stdin=true&stdout=true',
  ),
  'runner log': uriArm(
    'git-runners',
    'runner-*',
    '?command=gitlab-runner-helper&command=read-logs&command=--path&command=%2Flogs-*%2Foutput.log&command=--offset&command=0&command=--wait-file-timeout&command=1m0s&container=*&container=*&stderr=true&stdout=true',
  ),
  'df terminal': dfArm('elasticsearch&stdin=true&stdout=true&tty=true'),
  'df elasticsearch': dfArm('elasticsearch&stderr=true&stdout=true'),
  'df kibana': dfArm('kibana&stderr=true&stdout=true'),
  konnectivity: systemArm(
    '?command=%2Fproxy-agent&command=--help&container=konnectivity-agent&stderr=true&stdout=true',
  ),
  'cilium status': systemArm(
    '?command=cilium&command=status&command=-o&command=json&container=cilium-agent&stderr=true&stdout=true',
  ),
  'console shell': systemArm(
    '?command=sh&command=-c&command=clear%3B+%28bash+%7C%7C+ash+%7C%7C+sh%29&container=*&stdin=true&stdout=true&tty=true',
  ),
};

function dfArm(end: string): Arm {
  return uriArm('elasticsearch-cluster', '*', `?command=df&command=-h&container=${end}`);
}

function systemArm(query: string): Arm {
  return uriArm('kube-system', '*', query);
}

function uriArm(namespace: string, pod: string, query: string): Arm {
  const pattern = toRegExp(`/api/v1/namespaces/${namespace}/pods/${pod}/exec${query}`);
  return { namespace, matches: (uri) => pattern.test(uri) };
}

/** `*` is any text, `?` any one character, as in `like`. */
function toRegExp(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}
