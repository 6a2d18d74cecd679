// A schema that a workspace brings, recognised by what stands in it, whatever the file is called.
import type { Issue } from '../../base/issue';
import { isRecord } from '../json';
import { mappingResolver } from '../mapping';
import { mappingRoots } from '../mappingFields';
import { readFieldCaps } from './fieldCaps';
import { readFieldLists } from './fieldLists';
import { eventsOf, readEvents } from './sampleEvents';
import { parseSchemaText } from './schemaText';
import type { YamlParser } from './schemaText';
import { SOURCE_TITLES } from './source';
import type { FieldSource } from './source';
import { readTemplates } from './templates';

/** `problem`: a sentence, where it is none. */
export type SchemaSourceRead = { readonly source: FieldSource } | { readonly problem: string };

/** JSON, YAML, or a line of JSON for each event. Never throws. */
export function readSchemaSource(text: string, parseYaml: YamlParser): SchemaSourceRead {
  const parsed = parseSchemaText(text, parseYaml);
  if ('problem' in parsed) return parsed;
  for (const read of READERS) {
    const source = read(parsed.value);
    if (source !== undefined) return { source };
  }
  return { problem: NOTHING_KNOWN };
}

type Reader = (value: unknown) => FieldSource | undefined;

/** In this order: a template holds a mapping, and an event may hold anything. */
const READERS: readonly Reader[] = [readFieldCaps, readTemplates, readMapping, readFieldLists, readSample];

const [, ...OTHER_KINDS] = Object.values(SOURCE_TITLES);
const NOTHING_KNOWN = `This is no Elasticsearch mapping, nor ${OTHER_KINDS.slice(0, -1).join(', ')} or ${OTHER_KINDS[OTHER_KINDS.length - 1] ?? ''}.`;

function readMapping(value: unknown): FieldSource | undefined {
  if (!isRecord(value) || mappingRoots(value).length === 0) return undefined;
  const { value: fields, issues } = mappingResolver(value);
  return { kind: 'mapping', parts: [{ patterns: [], isWhole: true, fields }], issues };
}

function readSample(value: unknown): FieldSource | undefined {
  const events = eventsOf(value);
  const issues: readonly Issue[] = [];
  return events.length === 0
    ? undefined
    : { kind: 'sample', parts: [{ patterns: [], isWhole: false, fields: readEvents(events) }], issues };
}
