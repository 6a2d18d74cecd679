// Reads a YAML rule file: one rule, several documents or a list; keys under `rule` and `metadata` as in TOML, or side by side.
import { type Document, parseAllDocuments } from 'yaml';
import type { Issue } from '../base/issue';
import type { RuleFile } from './document';
import type { FoundRule } from './fields';
import { toRuleFile } from './ruleOf';
import { isYamlTooDeep } from './nesting';
import { rulesOfDocument } from './yamlNodes';
import { salvageYamlRules } from './yamlSalvage';
import { checkYamlSyntax, tooDeep } from './yamlSyntax';

// A file that names none of these holds no rule, and need not be parsed.
const hint = /query|rule_id|eql|machine_learning/;

/** A file without a rule is somebody else's: it has no issues, however broken it is. */
export function readYaml(file: string): RuleFile {
  if (!hint.test(file)) return toRuleFile('yaml', [], []);
  const documents = parse(file);
  if (documents === undefined) return ruleFile(salvageYamlRules(file), [tooDeep()]);
  const found = documents.flatMap((document) => rulesOfDocument(file, document));
  const rules = documents.some((document) => document.errors.length > 0)
    ? better(found, salvageYamlRules(file))
    : found;
  return ruleFile(rules, rules.length > 0 ? checkYamlSyntax(file, documents) : []);
}

/** The rules by the lines of the file alone. */
export function findYamlRules(file: string): RuleFile {
  return toRuleFile('yaml', hint.test(file) ? salvageYamlRules(file) : [], []);
}

function ruleFile(rules: readonly FoundRule[], issues: readonly Issue[]): RuleFile {
  return toRuleFile('yaml', rules, rules.length > 0 ? issues : []);
}

/** Undefined where the file nests too deeply for the parser. */
function parse(file: string): readonly Document.Parsed[] | undefined {
  if (isYamlTooDeep(file)) return undefined;
  try {
    return [...parseAllDocuments(file, { keepSourceTokens: true, uniqueKeys: false, logLevel: 'silent' })];
  } catch {
    return undefined;
  }
}

/** The parser recovers from its errors, but puts what follows them in the wrong place: then the lines themselves say more. */
function better(parsed: readonly FoundRule[], salvaged: readonly FoundRule[]): readonly FoundRule[] {
  return known(salvaged) >= known(parsed) ? salvaged : parsed;
}

function known(rules: readonly FoundRule[]): number {
  return rules.filter((rule) => rule.fields.get('query')?.kind === 'text').length;
}
