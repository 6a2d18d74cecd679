// The check `over-broad-arm`: arms that an event passes which means harm, each with the event. It is a check of the query's text, but as it
// asks the engine it is given to `analyze` from outside.
import type { EqlAnalysis } from '../../analysis/analyze';
import type { Issue, RelatedSpan } from '../../base/issue';
import { compileFilter, createContext } from '../../engine/condition';
import { createEventStore } from '../../engine/eventStore';
import { DEFAULT_RUN_OPTIONS } from '../../engine/run';
import type { RunOptions } from '../../engine/run';
import type { JsonObject, JsonValue } from '../../engine/store';
import type { Query } from '../../eql/ast';
import { createParentheses } from '../../eql/parentheses';
import { filtersOf } from '../../eql/walk';
import { armsOfQuery } from '../arms';
import type { Arm } from '../arms';
import { findEvasion } from './findEvasion';
import type { Evasion, EvasionKind } from './findEvasion';

/** The rule as it was before: `unknown` where nobody can tell, `new` where there was none. */
export type Before = 'unknown' | 'new' | { readonly query: Query };

/** What has been said of an arm by looking at its text alone, and says the same: one voice an arm. */
const OTHER_VOICES: ReadonlySet<string> = new Set([
  'added-argument',
  'client-field',
  'crossing-wildcard',
  'dead-arm',
  'hidden-shell',
]);

/** Nobody reads more, and it has to be done while somebody types. */
const MOST_ARMS = 50;

/** In query offsets. `before` is asked once, and only if something was found. */
export function overBroadArms(eql: EqlAnalysis, before: () => Before): readonly Issue[] {
  if (eql.hasErrors) return [];
  const parentheses = createParentheses(eql.embedded.text);
  let asked: Before | undefined;
  return [...armsByNode(eql.query).values()].slice(0, MOST_ARMS).flatMap((arms) => {
    const [{ node }] = arms;
    const span = parentheses.balanced(node);
    const isTold = eql.issues.some(({ code, from, to }) => OTHER_VOICES.has(code) && from < span.to && span.from < to);
    const evasion = isTold ? undefined : evasionOfAny(arms, eql);
    if (evasion === undefined) return [];
    asked ??= before();
    const severity = opensNow(evasion.event, asked, eql) ? 'warning' : 'hint';
    return [
      { code: 'over-broad-arm', severity, message: messageOf(evasion), ...span, related: relatedTo(evasion, span) },
    ];
  });
}

/** An event that passes the arm at an offset of the query, by whatever check the arm is spoken of. */
export function evasionAt(eql: EqlAnalysis, offset: number): Evasion | undefined {
  const arms = [...armsByNode(eql.query).values()].find(([{ node }]) => node.from <= offset && offset <= node.to);
  if (arms === undefined) return undefined;
  const isAt = ({ span }: Arm): boolean => span.from <= offset && offset <= span.to;
  return evasionOfAny([...arms.filter(isAt), ...arms.filter((arm) => !isAt(arm))], eql);
}

/** An event that passes this arm, or this value of its list. */
export function evasionOfArm(arm: Arm, eql: EqlAnalysis): Evasion | undefined {
  return findEvasion({ arm, fields: eql.fields, options: runOptions(eql), examples: [] });
}

type Arms = readonly [Arm, ...Arm[]];

/** The values of a list are one arm here. */
function armsByNode(query: Query): ReadonlyMap<Arm['node'], Arms> {
  const found = new Map<Arm['node'], Arms>();
  for (const arm of armsOfQuery(query)) {
    const [first, ...others] = found.get(arm.node) ?? [];
    found.set(arm.node, first === undefined ? [arm] : [first, ...others, arm]);
  }
  return found;
}

function evasionOfAny(arms: readonly Arm[], eql: EqlAnalysis): Evasion | undefined {
  for (const arm of arms.slice(0, MOST_ARMS)) {
    const found = evasionOfArm(arm, eql);
    if (found !== undefined) return found;
  }
  return undefined;
}

function runOptions({ options }: EqlAnalysis): RunOptions {
  const { eventCategoryField, timestampField } = options;
  return { ...DEFAULT_RUN_OPTIONS, eventCategoryField, timestampField };
}

/** Did the rule as it was before take the event? */
function opensNow(event: JsonObject, before: Before, eql: EqlAnalysis): boolean {
  if (before === 'unknown' || before === 'new') return before === 'new';
  const store = createEventStore();
  store.addEvent(event, { sample: 0, line: 1 }, {});
  const context = createContext(store, eql.fields, runOptions(eql));
  return filtersOf(before.query).some((filter) => compileFilter(filter, context)(0));
}

const CURES: Readonly<Record<EvasionKind, string>> = {
  shell: 'Bind who asks (`user.name`) and the whole command.',
  'smuggled-parameters': 'Write the address out, and bind who asks (`user.name`).',
  'other-command': 'Write the whole command out.',
  'same-name': 'Bind the executable in a folder to which only administrators write, or its signature.',
  'writable-path': 'Bind its signature or its hash as well, or who runs it.',
  'added-argument': 'Bind all arguments and their count.',
  'added-text': 'Write the whole command line out.',
  'other-image': 'Write the registry out.',
};

function messageOf({ kind, why }: Evasion): string {
  return `This arm lets more through than it means to. ${why} ${CURES[kind]}`;
}

const MOST_TOLD = 6;
const LONGEST = 300;

/** The values of the event that decide it. */
function relatedTo({ changed }: Evasion, { from, to }: { readonly from: number; readonly to: number }): RelatedSpan[] {
  return changed.slice(0, MOST_TOLD).map(({ path, value }) => {
    const text = shown(value);
    const cut = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
    return { from, to, message: `It takes out an event with \`${path}\` ${cut}` };
  });
}

function shown(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
