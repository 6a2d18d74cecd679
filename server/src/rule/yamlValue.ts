// A YAML file that is no rule, as plain values: field lists and the like that stand beside the rules.
import { parse } from 'yaml';

/** Throws where it is none. Aliases are resolved, but not without end. */
export function parseYamlValue(text: string): unknown {
  return parse(text, { maxAliasCount: 1000, logLevel: 'error' });
}
