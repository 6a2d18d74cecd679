// How an index pattern is written: characters that no index can have, and names that are nearly those of known data.
import type { Issue } from '../../base/issue';
import { knownDataSets } from '../../schema/knownDataSets';
import { dataSetsOfPattern, indexListOf } from './indexEntries';
import type { IndexEntry } from './indexEntries';
import { ruleIssue } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { replaceText, slippedName } from './ruleValues';

export function checkIndexForm(context: RuleContext): readonly Issue[] {
  const found = indexListOf(context);
  return (found?.entries ?? []).flatMap((entry) => {
    const wrong = impossible(entry);
    return wrong.length > 0 ? wrong : misspelt(entry, context);
  });
}

/** Elasticsearch takes no index of such a name, so no index can fit. */
function impossible({ field }: IndexEntry): readonly Issue[] {
  const { text } = field;
  if (text.startsWith('<')) return [];
  const right = text.trim().toLowerCase();
  const [character] = /[\s"|\\/<>?#]/.exec(right) ?? [];
  if (right === text && character === undefined) return [];
  const why =
    character === undefined
      ? text.trim() === text
        ? 'in small letters'
        : 'without blanks around them'
      : `without \`${character}\``;
  const message = `Names of indices are written ${why}, so none can fit \`${text}\`.`;
  const fixes = character === undefined ? replaceText(field, right) : [];
  return [ruleIssue(field, 'index-pattern', 'warning', message, { fixes })];
}

const PARTS = /^(logs|metrics|traces)-([a-z0-9_]+)((?:\.[a-z0-9_]+)*)(.*)$/;
const HEADS = ['auditbeat', 'endgame', 'filebeat', 'logs', 'metrics', 'packetbeat', 'winlogbeat'];

/** Only where a slip of the finger parts it from what is known: an index of one's own may have any name. */
function misspelt({ field, patterns }: IndexEntry, context: RuleContext): readonly Issue[] {
  const [pattern = '', more] = patterns;
  if (more !== undefined || field.text !== pattern || dataSetsOfPattern(context.readCatalog, pattern).length > 0)
    return [];
  const meant = [withHead(pattern), withPackage(pattern, context), withDataset(pattern, context)].find(
    (each) => each !== undefined && dataSetsOfPattern(context.readCatalog, each).length > 0,
  );
  if (meant === undefined) return [];
  const message = `No index of known data fits \`${pattern}\`. Did you mean \`${meant}\`?`;
  return [ruleIssue(field, 'index-pattern', 'warning', message, { fixes: replaceText(field, meant) })];
}

function withHead(pattern: string): string | undefined {
  const [head = ''] = /^[a-z]+/.exec(pattern) ?? [];
  const meant = head.length < 4 ? (head === 'log' ? 'logs' : undefined) : slippedName(head, HEADS);
  return meant === undefined ? undefined : pattern.replace(head, meant);
}

function withPackage(pattern: string, { readCatalog }: RuleContext): string | undefined {
  const [, type = '', name = '', dataset = '', rest = ''] = PARTS.exec(pattern) ?? [];
  if (name.length < 5 || dataset === '') return undefined;
  const packages = [...new Set(knownDataSets(readCatalog).map((each) => each.package))];
  const meant = packages.includes(name) ? undefined : slippedName(name, packages);
  return meant === undefined ? undefined : `${type}-${meant}${dataset}${rest}`;
}

function withDataset(pattern: string, { readCatalog }: RuleContext): string | undefined {
  const [, type = '', name = '', dataset = '', rest = ''] = PARTS.exec(pattern) ?? [];
  if (dataset.length < 5) return undefined;
  const known = knownDataSets(readCatalog).filter((each) => each.package === name);
  const meant = slippedName(`${name}${dataset}`, [...new Set(known.map((each) => each.name))]);
  return meant === undefined ? undefined : `${type}-${meant}${rest}`;
}
