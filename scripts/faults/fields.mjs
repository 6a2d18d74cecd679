// Faults in the names of fields and in the types of values.
import { hash, literally, replaced } from './seed.mjs';

/** Letters of the name that may go wrong: inside of a part of at least four, as nobody can tell `ip` from `ipp`. */
function slips(path) {
  return [...path.matchAll(/[A-Za-z_]{4,}/g)].flatMap(({ 0: part, index }) =>
    Array.from({ length: part.length - 2 }, (_, letter) => index + letter + 1),
  );
}

/** Of a name with a `?` nothing is said, and in backquotes it stands elsewhere than its span begins. */
function plainFields({ occurrences, query, fields }) {
  if (fields.authority !== 'catalog') return [];
  return occurrences.filter(({ from, to, path, optional }) => !optional && query.slice(from, to) === path);
}

/** Not counted where the broken name is one that a schema has, or lies below an object that may hold any name. */
function misspelling(name, slip) {
  return {
    name,
    candidates: plainFields,
    seed({ fields }, field) {
      const places = slips(field.path);
      if (places.length === 0) return undefined;
      const broken = slip(field.path, places[hash(field.path + name) % places.length]);
      if (broken === field.path || fields.find(broken) !== undefined) return undefined;
      return replaced(field, broken, literally(field.path));
    },
  };
}

const MISSPELLINGS = [
  misspelling('misspelt field: a letter dropped', (path, at) => path.slice(0, at) + path.slice(at + 1)),
  misspelling('misspelt field: a letter doubled', (path, at) => path.slice(0, at) + path[at] + path.slice(at)),
  misspelling('misspelt field: two letters swapped', (path, at) =>
    /[A-Za-z_]/.test(path[at + 1] ?? '') ? path.slice(0, at) + path[at + 1] + path[at] + path.slice(at + 2) : path,
  ),
];

/** Fields of a data set that only rules about it read, and by what patterns or packages a rule says so. Not counted for rules about everything. */
const FOREIGN = [
  ['kubernetes.audit.verb', /kubernetes/],
  ['okta.event_type', /okta/],
  ['o365.audit.Operation', /o365/],
  ['aws.cloudtrail.user_identity.type', /aws|cloudtrail/],
  ['google_workspace.event.type', /google/],
  ['github.category', /github/],
];

const foreignField = {
  name: 'field of another data set',
  candidates: (rule) => plainFields(rule).filter(({ path }) => familyIn(rule, path) === 'string'),
  seed(rule, field) {
    const read = [...rule.metadata.index, ...rule.metadata.integration].map(({ value }) => value).join(' ');
    if (/\blogs-\*|\bfilebeat-|^\*| \*|alerts-security/.test(read)) return undefined;
    const others = FOREIGN.filter(([, own]) => !own.test(read));
    const [other] = others[hash(rule.name) % others.length] ?? [];
    return other === undefined
      ? undefined
      : replaced(field, other, /is a field of `|is never set on|not in .* known here/);
  },
};

/** What Endpoint never sets on events of a category: the kind of event that another of its streams is for. */
const NEVER_ON = {
  process: 'registry.path',
  file: 'dns.question.name',
  network: 'registry.path',
  registry: 'dns.question.name',
};

const foreignCategory = {
  name: 'field of another event category of Endpoint',
  candidates: (rule) =>
    rule.metadata.index.length > 0 &&
    rule.metadata.index.every(({ value }) => value.startsWith('logs-endpoint.events.'))
      ? plainFields(rule).filter(({ path }) => familyIn(rule, path) === 'string' && path !== 'event.category')
      : [],
  seed(rule, field) {
    const filter = rule.filters.find(({ from, to }) => from <= field.from && field.to <= to);
    const other = NEVER_ON[filter?.category.name ?? ''];
    return other === undefined || other === field.path
      ? undefined
      : replaced(field, other, /is never set on|is a field of `/);
  },
};

function familyIn({ fields, library }, path) {
  const field = fields.find(path);
  return field === undefined || field.uncertainType ? undefined : library.familyOf(field.type);
}

/** `field == "text"` and the like, of fields of one family. */
function comparedWith(family, type) {
  return (rule) =>
    rule.nodes.filter(
      ({ kind, left, right, operator }) =>
        kind === 'comparison' &&
        (operator === '==' || operator === '!=') &&
        left.kind === 'field' &&
        right.kind === 'literal' &&
        type.includes(right.type) &&
        familyIn(rule, left.path) === family,
    );
}

const WRONG_TYPES = [
  {
    name: 'number for a keyword',
    candidates: comparedWith('string', ['string']),
    seed: (_, { right }) => replaced(right, '5', /text|quotes|"5"/),
  },
  {
    name: 'text for a number',
    candidates: comparedWith('number', ['integer', 'long', 'double']),
    seed: (_, { right }) => replaced(right, '"many"', /number/),
  },
  {
    name: 'quoted number',
    candidates: comparedWith('number', ['integer', 'long', 'double']),
    seed: ({ query }, { right }) => replaced(right, `"${query.slice(right.from, right.to)}"`, /number|quotes/),
  },
  {
    name: 'text for a boolean',
    candidates: comparedWith('boolean', ['boolean']),
    seed: (_, { right }) => replaced(right, `"${right.value}"`, /boolean|`true`|quotes/),
  },
];

/** Also inside of `cidrMatch`. */
const noAddress = {
  name: 'no address for an ip field',
  candidates: (rule) =>
    rule.nodes.flatMap((node) => {
      const [operand, values] = addressParts(node);
      if (operand?.kind !== 'field' || familyIn(rule, operand.path) !== 'ip') return [];
      return values.filter(({ kind, type, value }) => kind === 'literal' && type === 'string' && /^\d+\./.test(value));
    }),
  seed: (_, { value, from, to }) => replaced({ from, to }, `"${value.replace(/^\d+/, '300')}"`, /address|block/),
};

function addressParts(node) {
  if (node.kind === 'comparison') return [node.left, [node.right]];
  if (node.kind === 'membership') return [node.operand, node.items];
  return node.kind === 'call' && node.name === 'cidrMatch' ? [node.arguments[0], node.arguments.slice(1)] : [];
}

export const FIELD_FAULTS = [...MISSPELLINGS, foreignField, foreignCategory, ...WRONG_TYPES, noAddress];
