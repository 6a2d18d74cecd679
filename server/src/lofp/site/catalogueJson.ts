// The catalogue for programs. What docs/lofp.md says of its shape stays; `version` counts what does not.
import type { Catalogue, CatalogueEntry, CatalogueRule } from '../statements/catalogue';
import type { WrittenEntry } from './writtenEntry';

const VERSION = 1;

export function catalogueJson(
  { entries, boilerplate, proposals, rules }: Catalogue,
  written: readonly WrittenEntry[],
): string {
  const all = [...entries, ...boilerplate, ...written];
  const named = new Map(all.flatMap((entry) => entry.rules).map((rule) => [rule.key, rule]));
  const sorted = [...named.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const catalogue = {
    version: VERSION,
    rulesRead: rules,
    entries: entries.map(entryJson),
    written: written.map(writtenJson),
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

function writtenJson({ entry, file, rules, arms, proofs }: WrittenEntry): unknown {
  const { id, statement, expressible, techniques } = entry;
  const rows = proofs.flatMap((proof) => proof.rows);
  return {
    id: id.value,
    statement: statement.value,
    expressible,
    techniques,
    file: file.path ?? file.text,
    rules: rules.map(({ key }) => key),
    arms: arms.map(({ rule, eql, line }) => ({ rule: rule.key, eql, line })),
    proofs: rows.length,
    broken: rows.filter(({ breach }) => breach !== undefined).length,
  };
}

function ruleJson({ source, name, id, link, path, index, description, techniques, logic }: CatalogueRule): unknown {
  return { source, name, id, file: link ?? path, index, description, techniques, logic };
}
