// Values that an entry's file can have where only a catalog or the workspace knows them: fields, datasets, techniques, rules, other entries.
import { attackCatalogOf } from '../../schema/attackCatalog';
import { composeSchema } from '../../schema/compose';
import type { CatalogReader } from '../../schema/compose';
import { knownDataSets } from '../../schema/knownDataSets';
import { mapsOf, textOf, valueOf } from '../../schemaYaml/yamlRead';
import type { YamlValue } from '../../schemaYaml/yamlTree';
import type { FieldResolver } from '../../eql/types';

/** One value: what is shown and written, and what a person knows it by. */
export interface EntryOffer {
  readonly value: string;
  /** In place of the value, where that is a number or a hash. */
  readonly title?: string;
  readonly detail?: string;
  readonly description?: string;
}

export interface EntryOffers {
  readonly offers: readonly EntryOffer[];
  /** There are more, which further letters may find. */
  readonly isCut: boolean;
}

export interface OfferWorld {
  readonly readCatalog: CatalogReader;
  readonly entries: readonly { readonly id: string; readonly statement: string }[];
  readonly rules: readonly { readonly id?: string; readonly name: string }[];
}

/** Where in the file a value stands. */
export interface OfferPlace {
  readonly tree: YamlValue | undefined;
  readonly offset: number;
}

/** Of a kind (`x-values` of the schema) what fits the letters that are written so far; none for kinds of others. */
export function offersFor(kind: string, written: string, place: OfferPlace, world: OfferWorld): EntryOffers {
  const found = KINDS[kind];
  if (found === undefined) return { offers: [], isCut: false };
  const all = found.all(place, world);
  const typed = written.toLowerCase();
  const finish = found.finish?.(place, world);
  const offers: EntryOffer[] = [];
  for (const each of typed === '' ? all : rankedBy(typed, all)) {
    const offer = finish === undefined ? each : finish(each);
    if (offer === undefined) continue;
    if (offers.length === MOST_OFFERS) return { offers, isCut: true };
    offers.push(offer);
  }
  return { offers, isCut: false };
}

/** What is known of a value, as Markdown. */
export function describeOffer(kind: string, value: string, place: OfferPlace, world: OfferWorld): string | undefined {
  return KINDS[kind]?.describe(value, place, world);
}

/** At most so many are sent: the next letter narrows them. */
const MOST_OFFERS = 100;

interface OfferKind {
  readonly all: (place: OfferPlace, world: OfferWorld) => readonly EntryOffer[];
  /** What is too much to find out of thousands: only for those that are sent. Undefined is left out. */
  readonly finish?: (place: OfferPlace, world: OfferWorld) => (offer: EntryOffer) => EntryOffer | undefined;
  readonly describe: (value: string, place: OfferPlace, world: OfferWorld) => string | undefined;
}

const KINDS: Readonly<Record<string, OfferKind>> = {
  field: {
    all: (place, { readCatalog }) => (fieldsAt(place, readCatalog).names?.() ?? []).map((value) => ({ value })),
    finish: (place, { readCatalog }) => withType(fieldsAt(place, readCatalog)),
    describe: (value, place, { readCatalog }) => describeField(value, place, readCatalog),
  },
  dataset: {
    all: (_, { readCatalog }) =>
      knownDataSets(readCatalog).map(({ name, title }) => ({ value: name, ...given('detail', title) })),
    describe: (value, _, { readCatalog }) => {
      const found = knownDataSets(readCatalog).find(({ name }) => name === value);
      return found === undefined
        ? undefined
        : `\`${value}\`: a dataset of ${found.title ?? `the package \`${found.package}\``}.`;
    },
  },
  technique: {
    all: (_, { readCatalog }) =>
      [...attackCatalogOf(readCatalog).names]
        .filter(([id]) => TECHNIQUE.test(id))
        .map(([value, detail]) => ({ value, detail })),
    describe: (value, _, { readCatalog }) => {
      const name = attackCatalogOf(readCatalog).names.get(value);
      return name === undefined ? undefined : `\`${value}\`: ${name}.`;
    },
  },
  ruleId: {
    all: (_, { rules }) =>
      rules.flatMap(({ id, name }) => (id === undefined ? [] : [{ value: id, title: name, detail: id }])),
    describe: (value, _, { rules }) => {
      const name = rules.find(({ id }) => id === value)?.name;
      return name === undefined ? undefined : `\`${value}\` is the rule **${plain(name)}**.`;
    },
  },
  ruleName: {
    all: (_, { rules }) => rules.map(({ id, name }) => ({ value: name, ...given('detail', id) })),
    describe: () => undefined,
  },
  lofpEntry: {
    all: ({ tree }, { entries }) =>
      entries
        .filter(({ id }) => id !== textOf(valueOf(tree, 'id'))?.value)
        .map(({ id, statement }) => ({ value: id, description: plain(statement) })),
    describe: (value, _, { entries }) => {
      const found = entries.find(({ id }) => id === value);
      return found === undefined ? undefined : `**\`${value}\`**\n\n${plain(found.statement)}`;
    },
  },
};

const TECHNIQUE = /^T\d{4}(?:\.\d{3})?$/;

function given<K extends string>(key: K, value: string | undefined): { readonly [key in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [key in K]?: string });
}

/** Markdown of a text that strangers wrote: as it stands. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!<>|~&]/g, '\\$&');
}

/** Those that begin so first, then those that have it at a dot or a word, then those that hold it anywhere. */
function rankedBy(typed: string, all: readonly EntryOffer[]): readonly EntryOffer[] {
  const ranked = all.flatMap((offer) => {
    const ranks = [offer.value, offer.title ?? '', offer.detail ?? ''].map((text) => rankOf(text.toLowerCase(), typed));
    const rank = Math.min(...ranks);
    return rank > WORST ? [] : [{ offer, rank }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ offer }) => offer);
}

const WORST = 3;

function rankOf(text: string, typed: string): number {
  const at = text.indexOf(typed);
  if (at === 0) return 0;
  if (at > 0) return /[\s.]/.test(text[at - 1] ?? '') ? 1 : 2;
  return hasInOrder(text, typed) ? WORST : WORST + 1;
}

function hasInOrder(text: string, typed: string): boolean {
  let at = 0;
  for (const letter of typed) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function withType(fields: FieldResolver): (offer: EntryOffer) => EntryOffer | undefined {
  return ({ value }) => {
    const type = fields.find(value)?.type;
    return type === undefined || type === 'object' ? undefined : { value, detail: type };
  };
}

function describeField(path: string, place: OfferPlace, readCatalog: CatalogReader): string | undefined {
  const field = fieldsAt(place, readCatalog).find(path);
  if (field === undefined) return undefined;
  const says = field.description === undefined ? '' : `\n\n${field.description}`;
  return `**\`${path}\`** · ${field.type}${says}`;
}

/** Of the dataset of the exclusion around; where it names none that is known, the common schema's. */
function fieldsAt({ tree, offset }: OfferPlace, readCatalog: CatalogReader): FieldResolver {
  const around = mapsOf(valueOf(tree, 'exclusions')).filter(({ from }) => from <= offset);
  const dataset = textOf(valueOf(around.at(-1), 'dataset'))?.value;
  const datasets = dataset === undefined ? [] : [dataset];
  return composeSchema({ index: [], integrations: [], datasets, hasDataView: false }, readCatalog);
}
