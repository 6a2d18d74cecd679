// The catalogue for programs. What docs/lofp.md says of its shape stays; `version` counts what does not.
import type { Catalogue, CatalogueEntry, CatalogueRule } from '../statements/catalogue';

const VERSION = 1;

export function catalogueJson({ entries, boilerplate, proposals, rules }: Catalogue): string {
  const all = [...entries, ...boilerplate];
  const named = new Map(all.flatMap((entry) => entry.rules).map((rule) => [rule.key, rule]));
  const sorted = [...named.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const catalogue = {
    version: VERSION,
    rulesRead: rules,
    entries: entries.map(entryJson),
    boilerplate: boilerplate.map(entryJson),
    proposals,
    rules: Object.fromEntries(sorted.map((rule) => [rule.key, ruleJson(rule)])),
  };
  return `${JSON.stringify(catalogue, null, 1)}\n`;
}

function entryJson({ id, statement, spellings, techniques, rules, similar }: CatalogueEntry): unknown {
  return {
    id,
    statement,
    ...(spellings.length > 1 ? { spellings } : {}),
    techniques,
    rules: rules.map(({ key }) => key),
    ...(similar.length > 0
      ? { similar: similar.map((each) => ({ ...each, likeness: Number(each.likeness.toFixed(3)) })) }
      : {}),
  };
}

function ruleJson({ source, name, id, link, path, index, description, techniques, logic }: CatalogueRule): unknown {
  return { source, name, id, file: link ?? path, index, description, techniques, logic };
}
