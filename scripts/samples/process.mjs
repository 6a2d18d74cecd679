// One event of Defend for Containers' process data, in the shape in which the integration stores it. Knows no scene.
import { createHash } from 'node:crypto';
import { toEpochSeconds, toMicroseconds, toMilliseconds } from './encode.mjs';

/** A container that runs on a worker: what every event of it repeats. */
export function createContainer(random, { worker, namespace, pod, image, tag }) {
  return {
    worker,
    namespace,
    pod,
    ip: `${worker.ip.split('.', 2).join('.')}.${random.between(16, 63)}.${random.between(4, 250)}`,
    id: random.hex(12),
    image: { name: `registry.alderbrook.example/${image}`, tag },
  };
}

/** A process; `leader` is the first process of its container or exec, undefined for that process itself. */
export function createProcess(
  random,
  { worker, args, executable, user, directory, interactive, start, parent, leader },
) {
  const pid = random.between(20_000, 3_900_000);
  return {
    name: executable.slice(executable.lastIndexOf('/') + 1),
    executable,
    args,
    interactive,
    pid,
    entityId: entityIdOf(`${worker.agentId}-${pid}-${toEpochSeconds(start)}`),
    user,
    directory,
    start,
    parent,
    leader,
  };
}

/** `what`: { action: 'fork' | 'exec' | 'exit', time, id, container, process, selectors }. */
export function toProcessEvent({ action, time, id, container, process, selectors }) {
  const { worker } = container;
  const leader = process.leader ?? process;
  return {
    '@timestamp': toMilliseconds(time),
    agent: { id: worker.agentId, type: 'cloud-defend', version: '9.3.0' },
    cloud_defend: { matched_selectors: selectors },
    container: { id: container.id, image: container.image },
    data_stream: { dataset: 'cloud_defend.process', namespace: 'default', type: 'logs' },
    event: {
      action,
      category: ['process'],
      dataset: 'cloud_defend.process',
      id,
      ingested: toMicroseconds(time + 6_000_000).replace(/\.\d+Z$/, 'Z'),
      kind: 'event',
      type: [action === 'exit' ? 'end' : 'start'],
    },
    host: {
      architecture: 'amd64',
      hostname: worker.name,
      os: { name: 'Linux', type: 'linux' },
    },
    orchestrator: {
      cluster: { name: worker.cluster.name },
      namespace: container.namespace,
      resource: { ip: container.ip, name: container.pod, type: 'pod' },
    },
    process: {
      ...toIdentity(process),
      ...(action === 'exit' ? { end: toMilliseconds(time) } : {}),
      parent: toRelative(process.parent, false),
      entry_leader: { ...toRelative(leader, leader === process), entry_meta: { type: 'container' } },
      session_leader: toSession(leader, leader === process),
    },
    user: process.user,
  };
}

function toIdentity({ name, executable, args, interactive, pid, entityId, directory, start }) {
  return {
    name,
    executable,
    args,
    interactive,
    pid,
    entity_id: entityId,
    working_directory: directory,
    start: toMilliseconds(start),
  };
}

function toRelative(process, same) {
  const { executable, args, interactive, name, pid, entityId, start } = process;
  return {
    args,
    entity_id: entityId,
    executable,
    interactive,
    name,
    pid,
    same_as_process: same,
    start: toMilliseconds(start),
  };
}

function toSession({ interactive, name, pid, entityId }, same) {
  return { entity_id: entityId, interactive, name, pid, same_as_process: same };
}

function entityIdOf(text) {
  return createHash('sha256').update(text).digest('base64').slice(0, 22);
}
