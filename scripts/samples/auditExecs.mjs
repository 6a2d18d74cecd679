// Plays the exec scenes: each session becomes its stages, and each labelled session its label.
import { HOUR, MINUTE, SECOND, spreadTimes } from './encode.mjs';
import { toAuditEvent, toExec } from './audit.mjs';
import { automation } from './execAutomation.mjs';
import { people } from './execPeople.mjs';
import { attacks } from './execAttacks.mjs';
import { createRandom } from './random.mjs';

/** Answers events, each with the `mark` that labels it where a scene has a label. */
export function playExecs() {
  return [...automation, ...people, ...attacks].flatMap(playScene);
}

function playScene(scene) {
  const random = createRandom(`exec ${scene.name}`);
  const single = scene.single ?? 0;
  const times =
    scene.at === undefined
      ? spreadTimes(random, scene.sessions + single)
      : [Math.round(scene.at) + random.below(MINUTE)];
  return times.flatMap((time, index) => playSession(scene, random, time, index >= scene.sessions));
}

function playSession(scene, random, time, startsOnly) {
  const request = {
    cluster: scene.cluster,
    time,
    verb: scene.verb,
    user: scene.user ?? random.pick(scene.users),
    auditId: scene.auditId ?? random.uuid(),
    impersonated: scene.impersonated,
    code: 101,
    reason: 'RBAC: allowed by ClusterRoleBinding "exec-users" of ClusterRole "pod-exec"',
    ...toExec({ ...scene, pod: choose(scene.pod, random), command: choose(scene.command, random, false) }),
  };
  const started = random.between(20, 90) * 1000;
  const stages = [{ name: 'ResponseStarted', after: started }];
  if (!startsOnly) stages.push({ name: 'ResponseComplete', after: started + sessionLength(scene, random) });
  return stages.map((stage) => ({ ...toAuditEvent(request, stage), mark: markOf(scene, stage) }));
}

/** A list of words is one command; a list of pods is a choice. */
function choose(value, random, fromList = true) {
  if (typeof value === 'function') return value(random);
  return fromList ? random.pick(value) : value;
}

function sessionLength(scene, random) {
  return scene.tty
    ? random.between(1, 40) * MINUTE + random.below(HOUR / 60)
    : random.between(1, 40) * (SECOND / 10) + random.below(90_000);
}

function markOf(scene, stage) {
  if (scene.label === undefined || (scene.stage !== undefined && scene.stage !== stage.name)) return undefined;
  return { label: scene.label, lofp: scene.lofp, note: scene.note, rules: scene.miss, stage: scene.stage };
}
