// A proposal in a few words, so that one is told from the next: what was done, where, and by whom.
import type { BoundField, Proposal } from './ladder';
import { requestOf } from './kubernetes';
import type { EventReading } from './kind';
import { numbersAsN } from './numbers';
import { named } from './words';

const ADDRESS = 'kubernetes.audit.requestURI';

/** Names what the standing rungs bind, and nothing that is not asked for. */
export function titleOfProposal({ kind, fields, events }: Proposal, read: EventReading): string {
  const standing = fields.filter(({ rungs, rung }) => rungs[rung]?.kind !== 'off');
  const parts = kind === 'generic' ? standing.slice(0, MOST_FIELDS).map(pair) : PARTS[kind].map(part);
  const title = parts.filter((each) => each !== '').join(kind === 'generic' ? ', ' : ' ');
  return title === '' ? standing.map(pair).join(', ') : title;

  function pair({ path }: BoundField): string {
    return `${path} ${valuesOf(path)}`;
  }
  function part([word, ...paths]: Part): string {
    const [field] = paths.flatMap((path) => standing.find((each) => each.path === path) ?? []);
    if (field === undefined) return '';
    return (word === '' ? '' : `${word} `) + (field.path === ADDRESS ? commands(field) : named(rungValues(field)));
  }
  function valuesOf(path: string): string {
    return named(read.all(events, path).map(String));
  }
  function rungValues({ path, rungs, rung }: BoundField): readonly string[] {
    const at = rungs[rung];
    const values = [...read.all(events, path)].map((value) => String(value).replace(/^system:serviceaccount:/, ''));
    if (at?.kind === 'prefix') return at.title.split(', ');
    if (at?.kind === 'numbers') return numbersAsN(values);
    return /args$/.test(path) ? [values.join(' ')] : values.sort();
  }
  function commands({ rungs, rung }: BoundField): string {
    const at = rungs[rung];
    const requests = events.flatMap((event) => requestOf(event, read) ?? []);
    const all = [...new Set(requests.map(({ command }) => command))].sort();
    const containers = [...new Set(requests.map(({ container }) => container))].filter((name) => name !== '');
    const where = containers.length === 0 ? '' : ` in ${named(containers)}`;
    return named(at?.kind === 'numbers' ? numbersAsN(all) : all) + where;
  }
}

const MOST_FIELDS = 3;

/** A word, and the fields of which the first one that stands is named. */
type Part = readonly [word: string, ...paths: readonly string[]];

const PARTS: Readonly<Record<Exclude<Proposal['kind'], 'generic'>, readonly Part[]>> = {
  kubernetes: [
    ['', ADDRESS],
    ['of', 'kubernetes.audit.objectRef.name'],
    ['in', 'kubernetes.audit.objectRef.namespace'],
    ['by', 'user.name', 'kubernetes.audit.user.username'],
    ['as', 'kubernetes.audit.impersonatedUser.username'],
  ],
  container: [
    ['', 'process.command_line', 'process.args', 'process.executable', 'process.name'],
    ['in', 'container.image.name'],
    ['of', 'orchestrator.namespace'],
    ['by', 'user.id', 'user.name'],
  ],
  process: [
    ['', 'process.command_line', 'process.args', 'process.executable', 'process.name'],
    ['from', 'process.parent.executable'],
    ['by', 'user.id', 'user.name'],
    ['in', 'process.working_directory'],
  ],
};
