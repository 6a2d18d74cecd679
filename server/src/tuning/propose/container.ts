// Exclusions of processes in containers: the namespace, the image with its registry, and what was run. The events know no user of Kubernetes.
import { optionalField, valueField } from './ladder';
import type { GroupKey, Kind } from './kind';
import { argumentsField, commandField, commandKey, isStart, refusalOf } from './process';

const NAMESPACE = 'orchestrator.namespace';
const IMAGE = 'container.image.name';
const ENTRY = 'process.entry_leader.args';
const EXECUTABLE = 'process.executable';

export const containerProcesses: Kind = {
  name: 'container',
  isOf: (event, read) => read.text(event, IMAGE) !== undefined && isStart(event, read),
  keyOf: (event, read): GroupKey => {
    const refused = refusalOf(event, read);
    if (refused !== undefined) return { refused };
    const image = read.text(event, IMAGE) ?? '';
    if (!isQualified(image)) return { refused: 'unqualified-image' };
    const parts = [read.text(event, NAMESPACE) ?? '', image, read.text(event, EXECUTABLE) ?? ''];
    return { key: [...parts, commandKey(event, read), ...read.values(event, ENTRY)].join('\n') };
  },
  bind(events, read) {
    const user = ['user.id', 'user.name'].find((path) => read.all(events, path).length > 0);
    return [
      valueField(NAMESPACE, read.all(events, NAMESPACE)),
      valueField(IMAGE, read.all(events, IMAGE)),
      valueField(EXECUTABLE, read.all(events, EXECUTABLE)) ??
        valueField('process.name', read.all(events, 'process.name')),
      commandField(events, read),
      argumentsField(ENTRY, events, read),
      user === undefined ? undefined : optionalField(user, read.all(events, user), false),
    ].flatMap((each) => each ?? []);
  },
};

/** A registry has a dot or a port, or is this machine. */
function isQualified(image: string): boolean {
  return /^(?:[^/]*[.:][^/]*|localhost)\//.test(image);
}
