// The values of a template's parameters from events that somebody selected: the way back from `fillTemplate`.
import { compileCondition, createContext } from '../../engine/condition';
import { createEventStore } from '../../engine/eventStore';
import { DEFAULT_RUN_OPTIONS } from '../../engine/run';
import type { JsonObject } from '../../engine/store';
import { inferredResolver } from '../../schema/inferred';
import { containerProcesses } from '../../tuning/propose/container';
import { createReading, REASONS } from '../../tuning/propose/kind';
import type { EventReading } from '../../tuning/propose/kind';
import { kubernetesRequests } from '../../tuning/propose/kubernetes';
import { MOST_VALUES } from '../../tuning/propose/ladder';
import { ownersOf } from '../../tuning/propose/owner';
import type { ExclusionTemplate, Parameter, ParameterValues, TemplateCondition } from './entry';
import { faultOfValue, fillTemplate, holesOf } from './fillTemplate';
import { readHoles } from './readHoles';

export interface Fill {
  /** What the events say; a parameter of which they say nothing is absent. */
  readonly values: ParameterValues;
  /** Parameters without a value: for a form. */
  readonly missing: readonly string[];
  /** Sentences: why these events are not left out, or a value cannot be put in. */
  readonly refusals: readonly string[];
  /** Events that the filled template would not leave out, by their place in the list. Empty while values are missing. */
  readonly unmet: readonly number[];
}

export function fillFrom(template: ExclusionTemplate, events: readonly JsonObject[]): Fill {
  const store = createEventStore();
  events.forEach((event, index) => store.addObject(event, { sample: 0, line: index + 1 }));
  const fields = inferredResolver(store.paths(), (path) => events.flatMap((_, event) => store.values(event, path)));
  const context = createContext(store, fields, DEFAULT_RUN_OPTIONS);
  const read = createReading(context);
  const all = events.map((_, event) => event);
  const found = valuesOf(template, all, read);
  const values = Object.fromEntries(found.filter(([, own]) => own.length > 0));
  const asked = neededBy(template);
  const missing = template.parameters
    .map(({ name }) => name)
    .filter((name) => !Object.hasOwn(values, name) && asked.has(name));
  const refusals = [...refusalsOf(all, read), ...faultsOf(template, values)];
  const filled = missing.length === 0 && refusals.length === 0 ? fillTemplate(template, values) : undefined;
  if (filled?.kind === 'refused') return { values, missing, refusals: [filled.message], unmet: [] };
  const test = filled === undefined ? undefined : compileCondition(filled.arm, context);
  return { values, missing, refusals, unmet: test === undefined ? [] : all.filter((event) => !test(event)) };
}

/** Without those that stand in optional conditions only. */
function neededBy({ conditions }: ExclusionTemplate): ReadonlySet<string> {
  const needed = conditions.filter(({ isOptional }) => !isOptional);
  return new Set(needed.flatMap(({ values }) => values.flatMap(({ value }) => holesOf(String(value)))));
}

/** From the plain conditions first: a pattern that holds several parameters is read with what is known of them. */
function valuesOf(
  { conditions, parameters }: ExclusionTemplate,
  events: readonly number[],
  read: EventReading,
): readonly (readonly [string, readonly string[]])[] {
  return parameters.map((parameter) => {
    const asking = conditions.filter(({ values }) =>
      values.some(({ value }) => holesOf(String(value)).includes(parameter.name)),
    );
    const ordered = [...asking.filter(isLone), ...asking.filter((each) => !isLone(each))];
    for (const condition of ordered) {
      const raw = events.flatMap((event) => rawValues(parameter, condition, event, read, parameters));
      if (raw.length > 0) return [parameter.name, settled(parameter, raw)] as const;
    }
    return [parameter.name, []] as const;
  });
}

function isLone({ values }: TemplateCondition): boolean {
  return values.every(({ value }) => /^\{[^{}]+\}$/.test(String(value)));
}

function rawValues(
  parameter: Parameter,
  { field, operator, values }: TemplateCondition,
  event: number,
  read: EventReading,
  parameters: readonly Parameter[],
): readonly string[] {
  return read.values(event, field.value).flatMap((text) => {
    for (const { value } of values) {
      const holes = readHoles(String(value), operator, String(text), parameters);
      const own = holes?.get(parameter.name);
      if (own !== undefined) return [own];
    }
    return [];
  });
}

/** Of pods by their owners; of addresses the block of each. More than a list can hold is for a person to say. */
function settled({ type, allowsWildcard }: Parameter, raw: readonly string[]): readonly string[] {
  const once = [...new Set(raw)];
  // Of numbers that differ none means much.
  if (type === 'number' && allowsWildcard && once.length > 1) return ['*'];
  const values =
    type === 'pod-owner'
      ? ownersOf(once).map(({ prefix }) => prefix)
      : type === 'cidr'
        ? once.map((address) => `${address}/${address.includes(':') ? 128 : 32}`)
        : once;
  return values.length > MOST_VALUES ? [] : values.sort();
}

/** What is refused to a proposal is refused here, too. */
function refusalsOf(events: readonly number[], read: EventReading): readonly string[] {
  const reasons = events.flatMap((event) => {
    const kind = [kubernetesRequests, containerProcesses].find((each) => each.isOf(event, read));
    const key = kind?.keyOf(event, read);
    return key !== undefined && 'refused' in key && HARD.has(key.refused) ? [REASONS[key.refused]] : [];
  });
  return [...new Set(reasons)];
}

/** Whatever a person writes, these stay. */
const HARD: ReadonlySet<string> = new Set(['terminal', 'secrets']);

function faultsOf({ parameters }: ExclusionTemplate, values: ParameterValues): readonly string[] {
  return parameters.flatMap((parameter) =>
    (values[parameter.name] ?? []).flatMap((value) => faultOfValue(parameter, value) ?? []),
  );
}
