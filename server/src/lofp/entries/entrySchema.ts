// The JSON schema of an entry of the catalogue: what it may hold, and what is said of it in a hover. Published as schemas/lofp-entry.schema.json.
import type { JsonSchema } from '../../schemaYaml/jsonSchema';
import { OPERATORS } from './entry';
import { PARAMETER_TYPES } from './parameterTypes';

const text = (description: string, more: JsonSchema = {}): JsonSchema => ({
  description,
  type: 'string',
  minLength: 1,
  ...more,
});
const texts = (description: string, more: JsonSchema = {}): JsonSchema => ({
  description,
  type: 'array',
  items: { type: 'string', minLength: 1, ...more },
});
const object = (kind: string, required: readonly string[], properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  additionalProperties: false,
  'x-keys': kind,
  required,
  properties,
});
const day = (description: string): JsonSchema => text(`${description} \`2027-01-31\`.`);
const ruleList = (description: string): JsonSchema => ({
  description,
  type: 'array',
  items: { $ref: '#/definitions/rule' },
});
const evidenceList = (description: string): JsonSchema => ({
  description,
  type: 'array',
  items: { $ref: '#/definitions/evidenceItem' },
});
const scalar: JsonSchema = { type: ['string', 'number', 'boolean'] };
const oneOrMore = (description: string): JsonSchema => ({
  description,
  anyOf: [scalar, { type: 'array', minItems: 1, items: scalar }],
});

export const ENTRY_SCHEMA: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Known false positive',
  description:
    'A known false positive: who causes it, how it is left out, what that opens, and the events that prove it.',
  ...object('key of an entry', ['id', 'statement', 'expressible', 'evidence'], {
    id: text(
      'What the entry is called in rules, labels and other entries: small letters, digits and dashes. It never changes.',
    ),
    statement: text('What happens, in a sentence or two, as `false_positives` of a rule would say it. Plain text.'),
    who: text('The identity behind the events: an account, a person, a program.'),
    what: {
      description: 'What the events look like exactly, for each version of the product that differs.',
      type: 'array',
      items: { $ref: '#/definitions/shape' },
    },
    expressible: {
      description: 'How far fields can tell these events from an attack.',
      type: 'string',
      enum: ['yes', 'partly', 'no'],
      enumDescriptions: [
        'The exclusion says all of it.',
        'Something of it no field can say.',
        'Nothing is to be left out; the events are looked at, or a person answers for them.',
      ],
    },
    inexpressible: text('What no field can say: a time, an intention, an agreement.'),
    techniques: texts('Techniques of MITRE ATT&CK that the events look like: `T1609`.', { 'x-values': 'technique' }),
    rules: ruleList('The rules that alert on these events.'),
    exclusions: {
      description:
        'The smallest exclusions, with parameters for what differs from place to place. None: nothing is left out.',
      type: 'array',
      items: { $ref: '#/definitions/exclusion' },
    },
    bypass: { $ref: '#/definitions/bypass' },
    never: texts('When nothing must be left out.'),
    evidence: { $ref: '#/definitions/evidence' },
    alertsPerDay: {
      description: 'How many alerts a day there were without and with the exclusion.',
      ...object('key of `alertsPerDay`', [], {
        before: { description: 'Without the exclusion.', type: 'number' },
        after: { description: 'With it.', type: 'number' },
      }),
    },
    owner: text('Who answers for the entry.'),
    reviewed: day('The day on which somebody looked at it last:'),
    review: day('The day on which somebody is to look at it again:'),
    expires: day('Its last day; afterwards the exclusion is to go:'),
    extends: text('The id of the entry of which this one is a case.', { 'x-values': 'lofpEntry' }),
    see: texts('Ids of entries that belong together with this one.', { 'x-values': 'lofpEntry' }),
  }),
  definitions: {
    shape: object('key of a shape', ['shape'], {
      product: text('The product.'),
      versions: text('Its versions, in words.'),
      shape: text('What stands in the events.'),
    }),
    rule: object('key of a rule', [], {
      id: text('Its `rule_id`, which never changes.', { 'x-values': 'ruleId' }),
      name: text('Its name, which may.', { 'x-values': 'ruleName' }),
    }),
    bypass: {
      description: 'What an attacker can do behind the exclusion.',
      ...object('key of `bypass`', ['opens'], {
        opens: text('Who can do what unseen.'),
        coveredBy: ruleList('Rules that still see it.'),
      }),
    },
    exclusion: object('key of an exclusion', ['conditions'], {
      title: text('What it leaves out, where there are several.'),
      dataset: text('The dataset of the events.', { 'x-values': 'dataset' }),
      conditions: {
        description: 'What must hold, all of it.',
        type: 'array',
        minItems: 1,
        items: { $ref: '#/definitions/condition' },
      },
      parameters: {
        description: 'What stands for `{name}` in the patterns.',
        type: 'object',
        additionalProperties: { $ref: '#/definitions/parameter' },
      },
      fewest: { description: 'How many fields must be bound at least. Without it: all.', type: 'integer' },
    }),
    condition: object('key of a condition', ['field', 'operator', 'pattern'], {
      field: text('The field.', { 'x-values': 'field' }),
      operator: {
        description: 'How the value is compared.',
        type: 'string',
        enum: OPERATORS,
        enumDescriptions: [
          'Equal. A parameter that stands for several values, as the owner of pods, makes a regular expression of it; all around stays as it is.',
          'One of a list; a pattern that is a parameter alone may have several values.',
          'With `*` for anything and `?` for one character.',
          'A regular expression of the whole value, in which `&`, `#`, `@`, `<`, `>` and `~` have a meaning, too. Values of parameters are taken letter by letter.',
          'An address of a block.',
        ],
      },
      pattern: oneOrMore(
        'The value, or several of which one must fit. `{name}` is a parameter, `{name:url}` the same as it stands in the query of an address.',
      ),
      optional: { description: 'May be left out where its parameters have no value.', type: 'boolean' },
    }),
    parameter: object('key of a parameter', ['type', 'example'], {
      type: {
        description: 'What a value may be.',
        type: 'string',
        enum: Object.keys(PARAMETER_TYPES),
        enumDescriptions: Object.values(PARAMETER_TYPES).map(({ title }) => title),
      },
      description: text('What to put in.'),
      wildcard: {
        description: 'Whether a value may hold `*` and `?`.',
        type: 'string',
        enum: ['forbidden', 'allowed'],
        default: 'forbidden',
      },
      example: oneOrMore('A value. The evidence is proven with it.'),
    }),
    evidence: {
      description: 'The events that prove the entry.',
      ...object('key of `evidence`', [], {
        base: { description: 'Fields that all events have which are written out here.', type: 'object' },
        alerts: evidenceList('Events on which the rules must still alert.'),
        excluded: evidenceList('Events that the exclusion is for.'),
      }),
    },
    evidenceItem: object('key of an event', [], {
      note: text('What the events show.'),
      rules: texts('Ids or names of the rules that it is for; without it for all of the entry.', {
        'x-values': 'ruleId',
      }),
      arm: {
        description: 'Whether an arm of the rule that is tied to the entry leaves it out.',
        type: 'string',
        enum: ['expected', 'none'],
        enumDescriptions: [
          'A tied arm does, where there is one.',
          'No arm does yet; the exclusion of the entry would.',
        ],
        default: 'expected',
      },
      with: {
        description: 'Values of parameters in place of their examples.',
        type: 'object',
        additionalProperties: oneOrMore('The value.'),
      },
      event: { description: 'The event itself; `a.b: 1` is `a: { b: 1 }`.', type: 'object' },
      sample: text('A sample file, from the folder of this file.', { 'x-values': 'evidenceFile' }),
      ids: texts('Ids of events of the sample.'),
      lines: { description: 'Lines of the sample, from 1.', type: 'array', items: { type: 'integer' } },
      where: text('An EQL condition for the events of the sample.'),
    }),
  },
};
