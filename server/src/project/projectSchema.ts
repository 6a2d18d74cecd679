// The JSON schema of a project file: what it may hold, and what is said of it in a hover. Published as schemas/rulewright.schema.json.
import { CODES } from '../base/codes';
import type { JsonSchema } from '../schemaYaml/jsonSchema';

const severity: JsonSchema = {
  type: 'string',
  enum: ['error', 'warning', 'info', 'hint', 'off'],
  enumDescriptions: [
    'A fault: `rulewright check` ends with 1.',
    'Most likely a fault.',
    'A remark.',
    'Shown in the editor only where one looks for it.',
    'Not reported.',
  ],
};

const codes = Object.entries(CODES).map(([code, { title, severity: usual }]): readonly [string, JsonSchema] => [
  code,
  { $ref: '#/definitions/severity', description: title, default: usual },
]);

const globs: JsonSchema = { type: 'array', items: { type: 'string', minLength: 1, 'x-values': 'glob' } };

export const PROJECT_SCHEMA: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Rulewright project',
  description: 'What a team has agreed on for the rules of this folder and of all folders in it.',
  type: 'object',
  additionalProperties: false,
  'x-keys': 'key of a project file',
  properties: {
    rules: { $ref: '#/definitions/rules' },
    severities: { $ref: '#/definitions/severities' },
    overrides: {
      description: 'Other severities for some files. Of two that fit a file the later one counts.',
      type: 'array',
      items: { $ref: '#/definitions/override' },
    },
    schemas: {
      description: 'Files that say which fields exist, beside what Rulewright knows.',
      type: 'array',
      items: { $ref: '#/definitions/schema' },
    },
    samples: {
      description: 'Named sets of sample files, and the rules that run on them.',
      type: 'array',
      items: { $ref: '#/definitions/sampleSet' },
    },
    labels: {
      description: 'Label files that speak for more than the one sample beside them.',
      type: 'array',
      items: { $ref: '#/definitions/labels' },
    },
    exceptions: {
      $ref: '#/definitions/globs',
      description:
        'Globs of exception lists, Kibana’s exports or TOML, that are offered when a rule is run with exceptions.',
    },
    lofp: {
      $ref: '#/definitions/globs',
      description: 'Folders, or globs, of the entries of known false positives. Without it every folder called `lofp`.',
    },
  },
  definitions: {
    globs,
    severity,
    severities: {
      description:
        'How grave an issue is, by its code: `error`, `warning`, `info`, `hint`, or `off` for not at all. What is not named keeps its own severity.',
      type: 'object',
      additionalProperties: false,
      'x-keys': 'code of an issue',
      properties: Object.fromEntries(codes),
    },
    rules: {
      description: 'Which files hold the rules of this project.',
      type: 'object',
      additionalProperties: false,
      'x-keys': 'key of `rules`',
      properties: {
        include: {
          $ref: '#/definitions/globs',
          description: 'Globs of rule files, from this folder. Without it every file with a rule is one.',
        },
        exclude: {
          $ref: '#/definitions/globs',
          description: 'Globs of files that are passed over when a folder is searched, and not checked in the editor.',
        },
      },
    },
    override: {
      type: 'object',
      additionalProperties: false,
      'x-keys': 'key of an override',
      required: ['for', 'severities'],
      properties: {
        for: { $ref: '#/definitions/globs', description: 'Globs of the rule files that this is for.' },
        severities: { $ref: '#/definitions/severities' },
      },
    },
    schema: {
      type: 'object',
      additionalProperties: false,
      'x-keys': 'key of a schema',
      required: ['path'],
      properties: {
        path: {
          description:
            'The file, from this folder: an Elasticsearch mapping, an index template, the answer of `_field_caps`, or the fields of an integration or of ECS.',
          type: 'string',
          minLength: 1,
          'x-values': 'schemaFile',
        },
        for: {
          description: 'Index patterns or ids of data views. Without it the schema is for every rule.',
          type: 'array',
          items: { type: 'string', minLength: 1 },
        },
      },
    },
    sampleSet: {
      type: 'object',
      additionalProperties: false,
      'x-keys': 'key of a sample set',
      required: ['name', 'files'],
      properties: {
        name: { description: 'What the set is called where samples are chosen.', type: 'string', minLength: 1 },
        files: {
          description: 'Globs of sample files, from this folder.',
          type: 'array',
          minItems: 1,
          items: { type: 'string', minLength: 1, 'x-values': 'sampleFile' },
        },
        rules: {
          description: 'Globs of rule files, or ids of rules. Without it the set is for every rule of its dataset.',
          type: 'array',
          items: { type: 'string', minLength: 1, 'x-values': 'glob' },
        },
        dataset: {
          description: 'The dataset of the events, where they do not name it themselves.',
          type: 'string',
          minLength: 1,
        },
        labels: {
          description: 'A label file for all samples of the set, from this folder.',
          type: 'string',
          minLength: 1,
          'x-values': 'labelFile',
        },
      },
    },
    labels: {
      type: 'object',
      additionalProperties: false,
      'x-keys': 'key of a label file',
      required: ['path', 'for'],
      properties: {
        path: {
          description: 'The label file, from this folder.',
          type: 'string',
          minLength: 1,
          'x-values': 'labelFile',
        },
        for: {
          description: 'Globs of the samples or folders of samples that it speaks for.',
          type: 'array',
          minItems: 1,
          items: { type: 'string', minLength: 1, 'x-values': 'sampleFile' },
        },
      },
    },
  },
};
