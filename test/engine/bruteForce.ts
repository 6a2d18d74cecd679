// The second, obvious reading of sequences, missing events and samples: whole lists of partials, linear searches, stage by stage.
// It reads a plan, not a tree, and shares no code with the engine. Source: docs/eql.md, sections 11 to 13.

export interface PlannedKey {
  readonly field: 'k' | 'j';
  readonly optional: boolean;
}

export interface PlannedItem {
  readonly mark: string;
  readonly missing: boolean;
  readonly runs: number;
  readonly key: PlannedKey | undefined;
}

export interface SequencePlan {
  readonly globalKey: PlannedKey | undefined;
  readonly maxspan: number | undefined;
  readonly items: readonly PlannedItem[];
  readonly until: PlannedItem | undefined;
}

/** `n` is the place in the input. A key is absent, one value or several. */
export interface TinyEvent {
  readonly n: number;
  readonly time: number | undefined;
  readonly tie: number | undefined;
  readonly marks: readonly string[];
  readonly k: readonly string[];
  readonly j: readonly string[];
}

export interface Found {
  readonly events: readonly number[];
  readonly keys: readonly string[];
}

export function toJson(event: TinyEvent): Record<string, string | number | readonly string[]> {
  const { n, time, tie, marks, k, j } = event;
  return {
    n,
    mark: marks,
    ...(time === undefined ? {} : { '@timestamp': time }),
    ...(tie === undefined ? {} : { tie }),
    ...(k.length === 0 ? {} : { k }),
    ...(j.length === 0 ? {} : { j: j.length === 1 ? (j[0] ?? '') : j }),
  };
}

export function sequenceText({ globalKey, maxspan, items, until }: SequencePlan): string {
  const head = `sequence${by(globalKey)}${maxspan === undefined ? '' : ` with maxspan=${maxspan}ms`}`;
  return [head, ...items.map(itemText), ...(until === undefined ? [] : [`until ${itemText(until)}`])].join(' ');
}

export function sampleText(globalKey: PlannedKey | undefined, items: readonly PlannedItem[]): string {
  return [`sample${by(globalKey)}`, ...items.map(itemText)].join(' ');
}

function itemText(item: PlannedItem): string {
  const runs = item.runs === 1 ? '' : ` with runs=${item.runs}`;
  return `${item.missing ? '!' : ''}[any where mark == "${item.mark}"]${by(item.key)}${runs}`;
}

function by(key: PlannedKey | undefined): string {
  return key === undefined ? '' : ` by ${key.optional ? '?' : ''}${key.field}`;
}

type Tuple = readonly (string | null)[];

/** Every combination of the key values of an event; none where a plain key is missing. */
function tuplesOf(event: TinyEvent, keys: readonly (PlannedKey | undefined)[]): Tuple[] {
  let tuples: Tuple[] = [[]];
  for (const key of keys) {
    if (key === undefined) continue;
    const values: (string | null)[] = [...new Set(event[key.field])];
    if (values.length === 0 && key.optional) values.push(null);
    tuples = tuples.flatMap((tuple) => values.map((value) => [...tuple, value]));
  }
  return tuples;
}

interface Placed {
  readonly event: TinyEvent;
  readonly place: number;
}

function inOrder(events: readonly TinyEvent[]): Placed[] {
  const last = Number.POSITIVE_INFINITY;
  return events
    .filter((event) => event.time !== undefined)
    .sort((a, b) => timeOf(a) - timeOf(b) || compare(a.tie ?? last, b.tie ?? last) || a.n - b.n)
    .map((event, place) => ({ event, place }));
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function timeOf(event: TinyEvent | undefined): number {
  return event?.time ?? NaN;
}

interface Partial {
  readonly key: string;
  readonly tuple: Tuple;
  readonly placed: readonly Placed[];
}

/** Events that match an item, with each of their keys. */
function matchesOf(ordered: readonly Placed[], item: PlannedItem, globalKey: PlannedKey | undefined): Partial[] {
  return ordered
    .filter(({ event }) => event.marks.includes(item.mark))
    .flatMap((placed) =>
      tuplesOf(placed.event, [globalKey, item.key]).map((tuple) => ({
        key: JSON.stringify(tuple),
        tuple,
        placed: [placed],
      })),
    );
}

export function bruteSequences(plan: SequencePlan, events: readonly TinyEvent[]): Found[] {
  const ordered = inOrder(events);
  const items = plan.items.flatMap((item) => Array.from({ length: item.runs }, () => item));
  const positive = items.filter((item) => !item.missing);
  const untils = plan.until === undefined ? [] : matchesOf(ordered, plan.until, plan.globalKey);
  let partials: Partial[] | undefined;
  for (const item of positive) {
    const hits = matchesOf(ordered, item, plan.globalKey);
    partials = partials === undefined ? hits : extend(partials, hits, untils, plan.maxspan);
  }
  return (partials ?? [])
    .filter((done) => nothingForbidden(done, plan, items, ordered))
    .sort((a, b) => lastOf(a).place - lastOf(b).place || compareTuples(a.tuple, b.tuple))
    .map((done) => ({ events: withGaps(items, done.placed), keys: done.tuple.map(String) }));
}

function extend(
  before: readonly Partial[],
  hits: readonly Partial[],
  untils: readonly Partial[],
  maxspan: number | undefined,
): Partial[] {
  const open = [...before].sort((a, b) => lastOf(a).place - lastOf(b).place);
  const next: Partial[] = [];
  for (const hit of hits) {
    const place = lastOf(hit).place;
    const candidates = open.filter((each) => each.key === hit.key && lastOf(each).place < place);
    const chosen = candidates[candidates.length - 1];
    if (chosen === undefined) continue;
    for (const used of candidates) open.splice(open.indexOf(used), 1);
    const first = chosen.placed[0];
    if (maxspan !== undefined && timeOf(lastOf(hit).event) - timeOf(first?.event) > maxspan) continue;
    const stopped = untils.some(
      (until) => until.key === hit.key && lastOf(until).place < place && lastOf(until).place >= lastOf(chosen).place,
    );
    if (!stopped) next.push({ ...chosen, placed: [...chosen.placed, lastOf(hit)] });
  }
  return next;
}

function lastOf(partial: Partial): Placed {
  const last = partial.placed[partial.placed.length - 1];
  if (last === undefined) throw new Error('a partial without events');
  return last;
}

function withGaps(items: readonly PlannedItem[], placed: readonly Placed[]): number[] {
  let next = 0;
  return items.map((item) => (item.missing ? -1 : (placed[next++]?.event.n ?? -2)));
}

/** Missing terms as windows on the time line, not as formulas: is there a window that is free of what is forbidden? */
function nothingForbidden(
  done: Partial,
  plan: SequencePlan,
  items: readonly PlannedItem[],
  ordered: readonly Placed[],
): boolean {
  const times = (item: PlannedItem): number[] =>
    matchesOf(ordered, item, plan.globalKey)
      .filter((match) => match.key === done.key)
      .map((match) => timeOf(lastOf(match).event));
  const leading: number[] = [];
  const trailing: number[] = [];
  const positives = items.filter((item) => !item.missing).length;
  let seen = 0;
  for (const item of items) {
    if (!item.missing) seen++;
    else if (seen === 0) leading.push(...times(item));
    else if (seen === positives) trailing.push(...times(item));
    else {
      const from = timeOf(done.placed[seen - 1]?.event);
      const to = timeOf(done.placed[seen]?.event);
      if (times(item).some((time) => time > from && time < to)) return false;
    }
  }
  const hasLeading = items[0]?.missing === true;
  const hasTrailing = items[items.length - 1]?.missing === true;
  return windowExists(done, plan.maxspan ?? 0, leading, trailing, hasLeading, hasTrailing);
}

/** Only leading: the window ends with the last event. Only trailing: it begins with the first. Both: any place that holds the events. */
function windowExists(
  done: Partial,
  length: number,
  leading: readonly number[],
  trailing: readonly number[],
  hasLeading: boolean,
  hasTrailing: boolean,
): boolean {
  const first = timeOf(done.placed[0]?.event);
  const last = timeOf(lastOf(done).event);
  const free = (start: number): boolean =>
    leading.every((time) => time >= first || time < start) &&
    trailing.every((time) => time <= last || time > start + length);
  if (hasLeading && hasTrailing) {
    for (let start = last - length; start <= first; start += 0.5) if (free(start)) return true;
    return false;
  }
  if (hasLeading) return free(last - length);
  return hasTrailing ? free(first) : true;
}

function compareTuples(a: Tuple, b: Tuple): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? null;
    if (left === right) continue;
    if (left === null || right === null) return left === null ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return 0;
}

export interface SampleKey {
  readonly keys: readonly string[];
  /** All ways to give every term a document of its own. */
  readonly choices: readonly (readonly number[])[];
}

/** Every key for which there is at least one choice, in key order, null first. */
export function bruteSamples(
  globalKey: PlannedKey | undefined,
  items: readonly PlannedItem[],
  events: readonly TinyEvent[],
): SampleKey[] {
  const placed = events.map((event, place) => ({ event, place }));
  const perItem = items.map((item) => matchesOf(placed, item, globalKey));
  const tuples = new Map((perItem[0] ?? []).map((match) => [match.key, match.tuple]));
  return [...tuples]
    .sort(([, a], [, b]) => compareTuples(a, b))
    .map(([key, tuple]) => ({ keys: tuple.map(String), choices: choicesOf(perItem, key) }))
    .filter(({ choices }) => choices.length > 0);
}

function choicesOf(perItem: readonly (readonly Partial[])[], key: string): number[][] {
  let choices: number[][] = [[]];
  for (const matches of perItem) {
    const documents = matches.filter((match) => match.key === key).map((match) => lastOf(match).event.n);
    choices = choices.flatMap((taken) =>
      documents.filter((document) => !taken.includes(document)).map((document) => [...taken, document]),
    );
  }
  return choices;
}
