// One Kubernetes audit event in the shape in which the integration stores it. Knows no scene.
import { SECOND, toMicroseconds, toQuery } from './encode.mjs';

/**
 * `request`: { cluster, time, verb, uri, objectRef, user, auditId, decision?, reason?, impersonated?, code?, failure? };
 * `stage`: { name, after } with the microseconds since the request was received. Answers { time, after, document }; `time` and `after` give the order.
 */
export function toAuditEvent(request, stage) {
  const { cluster, time, verb, user } = request;
  return {
    time,
    after: stage.after,
    document: {
      '@timestamp': toMicroseconds(time),
      agent: { name: cluster.host },
      data_stream: { type: 'logs', dataset: 'kubernetes.audit_logs', namespace: 'default' },
      event: {
        dataset: 'kubernetes.audit_logs',
        module: 'kubernetes',
        kind: 'event',
        action: verb,
        ingested: toMicroseconds(time + stage.after + 4 * SECOND).replace(/\.\d+Z$/, 'Z'),
      },
      kubernetes: { audit: toAudit(request, stage) },
      source: { ip: user.ips },
      user: { name: user.name },
      user_agent: { original: user.agent },
    },
  };
}

function toAudit(request, stage) {
  const { cluster, time, verb, uri, objectRef, user, auditId, impersonated } = request;
  return {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: cluster.levelOf(verb, objectRef.namespace),
    auditID: auditId,
    stage: stage.name,
    requestURI: uri,
    verb,
    user: toUser(user),
    ...(impersonated === undefined ? {} : { impersonatedUser: impersonated }),
    sourceIPs: user.ips,
    userAgent: user.agent,
    objectRef,
    responseStatus: toStatus(request),
    requestReceivedTimestamp: toMicroseconds(time),
    stageTimestamp: toMicroseconds(time + stage.after),
    annotations: {
      'authorization_k8s_io/decision': request.decision ?? 'allow',
      'authorization_k8s_io/reason': request.reason ?? '',
    },
  };
}

function toUser({ name, uid, groups }) {
  return { username: name, ...(uid === undefined ? {} : { uid }), groups };
}

function toStatus({ code = 200, failure }) {
  return failure === undefined ? { metadata: {}, code } : { metadata: {}, status: 'Failure', ...failure, code };
}

/** The request of an exec: what is run stands in the address only, never in a body. */
export function toExec({ namespace, pod, container, containerTwice, command, stdin, tty, stderr = !tty, extra = [] }) {
  const words = command.map((word) => ['command', word]);
  const containers = containerTwice ? [container, container] : [container];
  const query = toQuery([
    ...words,
    ...containers.map((name) => ['container', name]),
    ...(stderr ? [['stderr', 'true']] : []),
    ...(stdin ? [['stdin', 'true']] : []),
    ['stdout', 'true'],
    ...(tty ? [['tty', 'true']] : []),
  ]);
  return {
    uri: `/api/v1/namespaces/${namespace}/pods/${pod}/exec?${[query, ...extra].join('&')}`,
    objectRef: { resource: 'pods', namespace, name: pod, apiVersion: 'v1', subresource: 'exec' },
  };
}
