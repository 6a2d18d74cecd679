// Which fields hold what identifies somebody or something: a table by the ends of their paths, so that raw and converted events are read alike.
import { memoizeByText } from '../base/memo';

/**
 * `vocabulary` is never changed, `namespace` is kept and known as such, `text` is searched for identities, all others are identities
 * themselves.
 */
export type FieldKind =
  | 'account'
  | 'name'
  | 'host'
  | 'address'
  | 'mac'
  | 'id'
  | 'image'
  | 'uri'
  | 'secret'
  | 'namespace'
  | 'vocabulary'
  | 'text';

const TABLE: Readonly<Record<Exclude<FieldKind, 'text'>, string>> = {
  account: `user.name user.username username user.full_name full_name user.email email email.address login logname auid_name related.user
    group.name user.groups impersonatedUser.groups groups user.roles TargetUserName SubjectUserName AccountName MemberName principalEmail
    userPrincipalName samAccountName actor.alternateId actor.displayName displayName`,
  name: `objectRef.name orchestrator.resource.name orchestrator.cluster.name cluster.name pod.name node.name container.name deployment.name
    replicaset.name statefulset.name daemonset.name job.name cronjob.name metadata.name metadata.generateName generateName nodeName
    serviceAccountName serviceAccount serviceaccount.name podName containerName ownerReferences.name
    authentication.kubernetes.io/pod-name authentication.kubernetes.io/node-name authentication_kubernetes_io/pod-name
    authentication_kubernetes_io/node-name cloud.instance.name cloud.account.name cloud.project.name`,
  host: `host.name host.hostname hostname agent.name agent.hostname observer.name observer.hostname server.domain client.domain source.domain
    destination.domain url.domain related.hosts dns.question.name registered_domain host.domain user.domain cluster.url WorkstationName
    computer_name TargetDomainName SubjectDomainName host.fqdn`,
  address: `ip sourceIPs hostIP podIP podIPs clusterIP resolved_ip source.address destination.address client.address server.address IpAddress`,
  mac: `mac`,
  id: `user.id user.uid impersonatedUser.uid uid event.id auditID agent.id agent.ephemeral_id host.id cloud.account.id cloud.instance.id
    cloud.project.id container.id containerID entity_id cluster.id resource.id metadata.uid objectRef.uid trace.id transaction.id session.id
    _id group.id user.effective.id user.target.id authentication.kubernetes.io/pod-uid authentication.kubernetes.io/node-uid
    authentication.kubernetes.io/credential-id authentication_kubernetes_io/pod-uid authentication_kubernetes_io/node-uid
    authentication_kubernetes_io/credential-id recipientAccountId accessKeyId TargetUserSid SubjectUserSid`,
  image: `image.name image`,
  uri: `requestURI url.original url.full url.path http.request.referrer`,
  secret: `password passwd secret token access_token refresh_token id_token api_key apikey secret_key secret_access_key private_key
    authorization cookie session_token client_secret credentials`,
  namespace: `objectRef.namespace orchestrator.namespace kubernetes.namespace metadata.namespace namespace.name namespace`,
  vocabulary: `@timestamp timestamp event.action event.category event.dataset event.kind event.module event.type event.outcome event.provider
    event.code event.created event.ingested event.start event.end event.severity data_stream.dataset data_stream.namespace data_stream.type
    ecs.version agent.type agent.version audit.verb audit.stage audit.level audit.kind audit.apiVersion objectRef.resource
    objectRef.subresource objectRef.apiGroup objectRef.apiVersion requestReceivedTimestamp stageTimestamp responseStatus.code
    responseStatus.reason responseStatus.status os.name os.type os.family os.kernel os.platform os.version host.architecture input.type
    log.level cloud.provider cloud.region orchestrator.type orchestrator.api_version resource.type authorization_k8s_io/decision
    authorization.k8s.io/decision verb stage level kind apiVersion process.start process.end parent.start entry_leader.start _index`,
};

const KINDS: ReadonlyMap<string, FieldKind> = new Map(
  Object.entries(TABLE).flatMap(([kind, paths]) =>
    paths.split(/\s+/).map((path) => [path, kind as FieldKind] as const),
  ),
);

/** Words whose fields hold nothing that may be seen. */
const SECRET_FIELD = /(?:^|[._-])(?:password|passwd|secret_?key|api_?key|access_?token|client_?secret)$/i;

/** By the longest end of the path that the table has. */
export const fieldKind: (path: string) => FieldKind = memoizeByText(2000, findKind);

function findKind(path: string): FieldKind {
  for (let at = 0; at >= 0; at = path.indexOf('.', at) + 1 || -1) {
    const kind = KINDS.get(path.slice(at));
    if (kind !== undefined) return kind;
  }
  return SECRET_FIELD.test(path) ? 'secret' : 'text';
}

/** Names under which raw events have what rules call otherwise. */
const RULE_NAMES: Readonly<Record<string, string>> = {
  'user.username': 'user.name',
  sourceIPs: 'source.ip',
  userAgent: 'user_agent.original',
};

/** Whether the field of a rule may be the one at a path: raw events lack the first parts, envelopes add some. */
export function isSameField(path: string, field: string): boolean {
  if (path === field || field.endsWith(`.${path}`) || path.endsWith(`.${field}`)) return true;
  const renamed = Object.keys(RULE_NAMES).find((each) => path === each || path.endsWith(`.${each}`));
  return renamed !== undefined && RULE_NAMES[renamed] === field;
}
