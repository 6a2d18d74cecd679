// Writes alert suppression into a rule of a TOML or YAML file. Every answer has been tried: the file is read again with the edit applied.
import { applyEdits } from '../base/edit';
import type { TextEdit } from '../base/edit';
import type { Rule, RuleFile, RuleFormat } from './document';
import { entryOf } from './fields';
import type { FieldValue } from './fields';
import { readRuleFile } from './read';
import { scanToml } from './tomlScan';

export interface NewSuppression {
  /** Alerts that agree in the values of these fields are one. */
  readonly groupBy: readonly string[];
  readonly duration: { readonly value: number; readonly unit: 's' | 'm' | 'h' };
  /** Alerts that lack one of the fields are one group, too. */
  readonly joinsMissing: boolean;
}

export type SuppressionEdit =
  | { readonly kind: 'edit'; readonly edit: TextEdit }
  /** A sentence. */
  | { readonly kind: 'refused'; readonly message: string };

const KEY = 'alert_suppression';

/** One edit, in offsets of `text`, from which the rule was read. */
export function suppressionEdit(
  text: string,
  { format }: Pick<RuleFile, 'format'>,
  rule: Rule,
  suppression: NewSuppression,
): SuppressionEdit {
  if (entryOf(rule.content.rule, KEY) !== undefined)
    return refused('The rule has `alert_suppression` already: change what is there.');
  const write = WRITERS[format];
  if (write === undefined) return refused('Only a rule in a TOML or YAML file can say that its alerts are suppressed.');
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const edit = write(text, rule, suppression, lineEnd);
  return edit !== undefined && isGood(text, format, rule, suppression, edit)
    ? { kind: 'edit', edit }
    : refused('The rule is laid out in a way to which `alert_suppression` cannot be added; write it by hand.');
}

function refused(message: string): SuppressionEdit {
  return { kind: 'refused', message };
}

type Writer = (text: string, rule: Rule, suppression: NewSuppression, lineEnd: string) => TextEdit | undefined;

const WRITERS: Readonly<Partial<Record<RuleFormat, Writer>>> = { toml: writeToml, yaml: writeYaml };

/** Tables of their own behind the keys of `[rule]` or of its `[[rule]]`, before all that follows. */
function writeToml(
  text: string,
  rule: Rule,
  { groupBy, duration, joinsMissing }: NewSuppression,
  lineEnd: string,
): TextEdit | undefined {
  const table = scanToml(text).tables.find(
    ({ path, header }) => path.length === 1 && path[0] === 'rule' && header.from === rule.heading.from,
  );
  if (table === undefined) return undefined;
  const last = table.entries.at(-1)?.to ?? table.header.to;
  const at = /\r?\n|$/.exec(text.slice(last))?.index ?? 0;
  const lines = [
    '',
    '',
    `[rule.${KEY}]`,
    `group_by = [${groupBy.map((path) => JSON.stringify(path)).join(', ')}]`,
    `missing_fields_strategy = "${strategyOf(joinsMissing)}"`,
    '',
    `[rule.${KEY}.duration]`,
    `unit = "${duration.unit}"`,
    `value = ${duration.value}`,
  ];
  return { from: last + at, to: last + at, text: lines.join(lineEnd) };
}

/** Before the key that follows it in the alphabet, where that begins its line; else before the last that does. */
function writeYaml(
  text: string,
  { content }: Rule,
  { groupBy, duration, joinsMissing }: NewSuppression,
  lineEnd: string,
): TextEdit | undefined {
  const starts = content.rule.entries.flatMap(({ key, keySpan }) => {
    const from = text.lastIndexOf('\n', keySpan.from - 1) + 1;
    const indentation = text.slice(from, keySpan.from);
    return /^ *$/.test(indentation) ? [{ key, from, indentation }] : [];
  });
  const place = starts.find(({ key }) => key > KEY) ?? starts.at(-1);
  if (place === undefined) return undefined;
  const { indentation } = place;
  const lines = [
    `${KEY}:`,
    `  group_by: [${groupBy.map(yamlText).join(', ')}]`,
    `  duration:`,
    `    value: ${duration.value}`,
    `    unit: ${duration.unit}`,
    `  missing_fields_strategy: ${strategyOf(joinsMissing)}`,
  ];
  const at = aboveComments(text, place.from);
  return { from: at, to: at, text: lines.map((line) => indentation + line + lineEnd).join('') };
}

/** A comment belongs to the key below it. */
function aboveComments(text: string, lineStart: number): number {
  const start = text.lastIndexOf('\n', lineStart - 2) + 1;
  return start < lineStart && /^ *#/.test(text.slice(start, lineStart)) ? aboveComments(text, start) : lineStart;
}

function yamlText(text: string): string {
  return /^[A-Za-z_][\w.-]*$/.test(text) ? text : JSON.stringify(text);
}

function strategyOf(joinsMissing: boolean): string {
  return joinsMissing ? 'suppress' : 'doNotSuppress';
}

/** The rule has the suppression, and is otherwise what it was, among the rules that were there. */
function isGood(text: string, format: RuleFormat, rule: Rule, { groupBy }: NewSuppression, edit: TextEdit): boolean {
  const before = readRuleFile(text, format);
  const after = readRuleFile(applyEdits(text, [edit]), format);
  const now = after.rules[rule.index];
  if (now === undefined || after.rules.length !== before.rules.length || after.issues.length > before.issues.length)
    return false;
  const keys = (each: Rule): string =>
    each.content.rule.entries
      .map(({ key }) => key)
      .filter((key) => key !== KEY)
      .sort()
      .join(' ');
  const groups = entryOf(entryOf(now.content.rule, KEY)?.value, 'group_by')?.value;
  return keys(now) === keys(rule) && now.query?.text === rule.query?.text && textsOf(groups) === groupBy.join('\n');
}

function textsOf(value: FieldValue | undefined): string {
  const items = value?.kind === 'list' ? value.items : [];
  return items.flatMap((item) => (item.kind === 'text' ? [item.text] : [])).join('\n');
}
