// Keys that hold another kind of value than Kibana takes: a text for a number, one text for a list, a number out of its range.
import type { Fix, Issue } from '../../base/issue';
import type { Span } from '../../base/span';
import type { FieldEntry, FieldValue, TableField } from '../../rule/fields';
import { METADATA_KEYS, RULE_KEYS } from './ruleKeys';
import type { Shape, Shapes } from './ruleKeys';
import { ruleIssue } from './ruleContext';
import type { RuleContext } from './ruleContext';
import { isNull, wholeSpan } from './ruleValues';

type WholeShape = Extract<Shape, { readonly kind: 'whole' }>;

const ALL_KEYS: Shapes = { ...METADATA_KEYS, ...RULE_KEYS };

export function checkTypes({ rule: { content }, text }: RuleContext): readonly Issue[] {
  return [...inTable(content.rule, ALL_KEYS, text), ...inTable(content.metadata, METADATA_KEYS, text)];
}

function inTable(table: TableField, shapes: Shapes, file: string): readonly Issue[] {
  return table.entries.flatMap((entry) => {
    const shape = Object.hasOwn(shapes, entry.key) ? shapes[entry.key] : undefined;
    return shape === undefined || isNull(entry.value) || entry.value.kind === 'other' ? [] : check(entry, shape, file);
  });
}

function check(entry: FieldEntry, shape: Shape, file: string): readonly Issue[] {
  const { value, key } = entry;
  const wrong = (fixes: readonly Fix[] = []): readonly Issue[] => [
    ruleIssue(placeOf(entry), 'wrong-type', 'warning', `\`${key}\` must be ${nameOf(shape)}.`, { fixes }),
  ];
  switch (shape.kind) {
    case 'text':
      return value.kind === 'text' ? [] : wrong(value.kind === 'scalar' ? around(value, '"', '"') : []);
    case 'texts':
      if (value.kind === 'list') return items(key, value.items);
      return value.kind === 'text' && shape.orOne ? [] : wrong(value.kind === 'text' ? around(value, '[', ']') : []);
    case 'boolean':
      return isBoolean(value) ? [] : wrong(unquoted(value, /^(?:true|false)$/));
    case 'whole':
      return isWhole(value) ? inRange(entry, shape) : wrong(unquoted(value, /^\d+$/));
    case 'table':
      return value.kind === 'table' ? inTable(value, shape.keys, file) : wrong();
    case 'tables':
      return value.kind === 'list' ? value.items.flatMap((each) => oneTable(entry, each, shape.keys, file)) : wrong();
  }
}

function items(key: string, values: readonly FieldValue[]): readonly Issue[] {
  return values
    .filter(({ kind }) => kind !== 'text' && kind !== 'other')
    .map((value) => {
      const fixes = value.kind === 'scalar' ? around(value, '"', '"') : [];
      return ruleIssue(value, 'wrong-type', 'warning', `Every value of \`${key}\` must be a text in quotes.`, {
        fixes,
      });
    });
}

function oneTable(entry: FieldEntry, value: FieldValue, keys: Shapes, file: string): readonly Issue[] {
  if (value.kind === 'table') return inTable(value, keys, file);
  if (value.kind === 'other') return [];
  const message = `Every value of \`${entry.key}\` must be a table of keys.`;
  return [ruleIssue(value, 'wrong-type', 'warning', message)];
}

function inRange({ key, value }: FieldEntry, shape: WholeShape): readonly Issue[] {
  const number = value.kind === 'scalar' ? Number(value.text.replaceAll('_', '')) : Number.NaN;
  if (!(number < shape.least || number > shape.most)) return [];
  return [ruleIssue(value, 'out-of-range', 'warning', `\`${key}\` must be ${nameOf(shape)}.`)];
}

function isWhole(value: FieldValue): boolean {
  return value.kind === 'scalar' && /^[+-]?\d[\d_]*$/.test(value.text.trim());
}

function isBoolean(value: FieldValue): boolean {
  return value.kind === 'scalar' && /^(?:true|false)$/i.test(value.text.trim());
}

function nameOf(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return 'a text in quotes';
    case 'texts':
      return shape.orOne ? 'a text or a list of texts' : 'a list of texts';
    case 'boolean':
      return '`true` or `false`';
    case 'whole':
      return Number.isFinite(shape.most)
        ? `a whole number from ${shape.least} to ${shape.most}`
        : `a whole number of at least ${shape.least}`;
    case 'table':
      return 'a table of keys';
    case 'tables':
      return 'a list of tables';
  }
}

/** Of a list or table its key: it can be half of the file. */
function placeOf({ keySpan, value }: FieldEntry): Span {
  const isLong = value.kind === 'list' || value.kind === 'table';
  return isLong && keySpan.to > keySpan.from ? keySpan : (wholeSpan(value) ?? value);
}

function around(value: FieldValue, before: string, after: string): readonly Fix[] {
  const whole = wholeSpan(value);
  if (whole === undefined || (value.kind === 'scalar' && value.text.includes('"'))) return [];
  const quoted = value.kind === 'text' && value.quoting === 'yaml-plain';
  const [open, close] = quoted ? [`${before}"`, `"${after}`] : [before, after];
  if (quoted && /["\\]/.test(value.text)) return [];
  const edits = [
    { from: whole.from, to: whole.from, text: open },
    { from: whole.to, to: whole.to, text: close },
  ];
  return [{ title: before === '[' ? 'Make it a list' : 'Put it in quotes', edits }];
}

function unquoted(value: FieldValue, form: RegExp): readonly Fix[] {
  const whole = value.kind === 'text' ? wholeSpan(value) : undefined;
  if (value.kind !== 'text' || whole === undefined || !form.test(value.text)) return [];
  return [{ title: 'Take the quotes away', edits: [{ ...whole, text: value.text }] }];
}
