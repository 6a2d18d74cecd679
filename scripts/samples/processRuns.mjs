// Plays the process scenes: each session becomes the events of its first process and of what runs below it.
import { HOUR, MINUTE, SECOND, spreadTimes } from './encode.mjs';
import { createContainer, createProcess, toProcessEvent } from './process.mjs';
import { quiet } from './processQuiet.mjs';
import { shells } from './processShells.mjs';
import { createRandom } from './random.mjs';
import { TOKEN, workers } from './world.mjs';

const users = { root: '0', web: '1000', postgres: '26', elasticsearch: '1000', cassandra: '999', trainee: '1500' };

/** Answers events, each with the `mark` that labels it where a scene has a label. */
export function playProcesses() {
  return [...quiet, ...shells].flatMap((scene) => {
    const random = createRandom(`process ${scene.name}`);
    const times =
      scene.at === undefined ? spreadTimes(random, scene.sessions) : [Math.round(scene.at) + random.below(MINUTE)];
    return times.flatMap((time, index) => playSession(scene, random, wholeMilliseconds(time), index));
  });
}

function wholeMilliseconds(time) {
  return time - (time % 1000);
}

function playSession(scene, random, time, index) {
  const worker = random.pick(workers);
  const pod = typeof scene.pod === 'function' ? scene.pod(random) : random.pick(scene.pod);
  const container = createContainer(random, { ...scene, worker, pod });
  const user = { id: users[scene.user ?? 'root'], name: scene.user ?? 'root' };
  const place = {
    worker,
    user,
    directory: scene.user === undefined ? '/' : '/app',
    interactive: scene.interactive === true,
  };
  const shim = createProcess(random, {
    ...place,
    args: ['/usr/bin/containerd-shim-runc-v2'],
    executable: '/usr/bin/containerd-shim-runc-v2',
    interactive: false,
    start: time - 3 * HOUR,
  });
  const entry = createProcess(random, { ...place, ...scene.entry, start: time, parent: shim });
  const played = playBelow(scene, random, { place, entry, container, time });
  const first = { ...describe(scene, random, container, entry, 'exec', time), mark: entryMark(scene, index) };
  return [first, ...played.events, describe(scene, random, container, entry, 'exit', played.time)];
}

function playBelow(scene, random, { place, entry, container, time }) {
  const events = [];
  let now = time;
  for (const command of scene.children ?? []) {
    now += pause(scene, random);
    const shadow = { ...entry, leader: entry, parent: entry };
    const child = createProcess(random, { ...place, ...command, start: now, parent: entry, leader: entry });
    const forked = { ...shadow, pid: child.pid, entityId: child.entityId, start: now };
    events.push(describe(scene, random, container, forked, 'fork', now));
    events.push({ ...describe(scene, random, container, child, 'exec', now + 2000), mark: childMark(scene, child) });
    now += random.between(8, 900) * 1000;
    events.push(describe(scene, random, container, child, 'exit', now));
  }
  return { events, time: now + pause(scene, random) };
}

/** A person takes seconds to type; a script does not. */
function pause(scene, random) {
  return scene.interactive
    ? wholeMilliseconds(random.between(2, 40) * SECOND + random.below(SECOND))
    : random.between(4, 60) * 1000;
}

function describe(scene, random, container, process, action, time) {
  const document = toProcessEvent({ action, time, id: random.uuid(), container, process, selectors: scene.selectors });
  return { time, after: 0, document };
}

function entryMark(scene, index) {
  if (scene.label === undefined || index % (scene.labelEvery ?? 1) !== 0) return undefined;
  return { label: scene.label, lofp: scene.lofp, note: scene.note, rules: scene.miss, everywhere: scene.everywhere };
}

/** Below a shell only what is itself a reading of secrets is labelled, and what its scene declares harmless as a whole. */
function childMark(scene, child) {
  if (scene.labelAll) return { label: scene.label, lofp: scene.lofp };
  const reads = child.args.includes(TOKEN) || child.args[0] === 'etcdctl';
  return scene.badChildren && reads ? { label: 'malicious', note: 'Reads a secret inside the session.' } : undefined;
}
