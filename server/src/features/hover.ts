// What is shown of the thing under the cursor, as Markdown. Texts of rules and samples are escaped in it.
import type { Analysis } from '../analysis/analyze';
import { spanContains } from '../base/span';
import type { Span } from '../base/span';
import type { Call, Category, Field } from '../eql/ast';
import { arityOf, findFunction } from '../eql/functions';
import type { FunctionDefinition } from '../eql/functions';
import { nodesAt } from '../eql/nodesAt';
import type { Node } from '../eql/nodesAt';
import { tokenize } from '../eql/parse';
import { armsOf, clausesOf, filtersOf } from '../eql/walk';
import { techniqueAt } from './attack';
import type { CompletionSubject } from './completion/item';
import type { CompletionKnowledge } from './completion/knowledge';
import { code, plain } from './markdown';
import { caseAndWildcards, MEANINGS, membershipOperator } from './operatorMeaning';
import { queryPlaceAt } from './queryPlace';
import type { QueryPlace } from './queryPlace';
import type { FieldStatistics, SampleKnowledge } from './sampleKnowledge';

/** The span is in the file. */
export interface Hover extends Span {
  readonly markdown: string;
}

export function hoverAt(analysis: Analysis, fileOffset: number, knowledge: CompletionKnowledge): Hover | undefined {
  const place = queryPlaceAt(analysis, fileOffset);
  if (place === undefined) return hoverBeside(analysis, fileOffset, knowledge);
  const found = hoverInQuery(place, knowledge.sample);
  const span = found === undefined ? undefined : place.eql.embedded.map.spanToFile(found);
  // In the indentation of a block stands nothing of the query.
  return found === undefined || span === undefined || !spanContains(span, fileOffset)
    ? undefined
    : { ...found, ...span };
}

/** What a completion tells of its item when it is looked at; undefined where nothing is known. */
export function subjectMarkdown(
  subject: CompletionSubject,
  analysis: Analysis,
  fileOffset: number,
  knowledge: CompletionKnowledge,
): string | undefined {
  switch (subject.kind) {
    case 'field': {
      const place = queryPlaceAt(analysis, fileOffset);
      return place === undefined
        ? undefined
        : fieldMarkdown({ path: subject.path, optional: false }, place, knowledge.sample);
    }
    case 'function': {
      const definition = findFunction(subject.name);
      return definition === undefined ? undefined : functionMarkdown(definition);
    }
    case 'technique': {
      const known = [...knowledge.techniques, ...knowledge.tactics].find(({ id }) => id === subject.id);
      return known === undefined ? undefined : plain(known.name);
    }
  }
}

function hoverInQuery(place: QueryPlace, sample: SampleKnowledge): Hover | undefined {
  const node = nodesAt(place.eql.query, place.offset).at(-1);
  const word = (node === undefined ? undefined : operatorHover(node, place.offset)) ?? keywordHover(place);
  if (word !== undefined) return word;
  switch (node?.kind) {
    case 'field':
      return { markdown: fieldMarkdown(node, place, sample), from: node.from, to: node.to };
    case 'call':
      return callHover(node, place.offset);
    case 'category':
      return { markdown: categoryMarkdown(node, place), from: node.from, to: node.to };
    default:
      return undefined;
  }
}

function fieldMarkdown(field: Pick<Field, 'path' | 'optional'>, { eql }: QueryPlace, sample: SampleKnowledge): string {
  const known = eql.fields.find(field.path);
  const statistics = sample.statistics(field.path);
  const facts = [
    `**${code(field.path)}** ${known === undefined ? '· not in the schema' : `· ${plain(known.type)}`}`,
    known?.description === undefined ? '' : plain(known.description),
    field.optional
      ? 'Optional: where no index maps it, it counts as missing; without the `?` the query would be refused.'
      : '',
    known?.definedBy === undefined || known.definedBy.length === 0
      ? ''
      : `Known to ${known.definedBy.map(plain).join(', ')}.`,
    known?.allowedValues === undefined
      ? ''
      : `Allowed values: ${known.allowedValues.slice(0, 30).map(code).join(', ')}.`,
    statistics === undefined ? noStatistics(sample) : statisticsMarkdown(statistics),
  ];
  return facts.filter((fact) => fact !== '').join('\n\n');
}

function noStatistics({ paths }: SampleKnowledge): string {
  return paths.length === 0 ? '' : 'No event of the sample has it.';
}

const SHOWN_VALUES = 8;

function statisticsMarkdown({ events, present, values, isCut }: FieldStatistics): string {
  const head = `In ${present} of ${events} events of the sample.`;
  if (values.length === 0) return head;
  const rows = values.slice(0, SHOWN_VALUES).map(({ text, count }) => `- ${code(text)} ${count}×`);
  const more = isCut || values.length > SHOWN_VALUES ? ['- …'] : [];
  return [`${head} Most frequent:`, '', ...rows, ...more].join('\n');
}

function callHover(call: Call, offset: number): Hover | undefined {
  const definition = findFunction(call.name);
  if (definition === undefined || offset > call.nameSpan.to) return undefined;
  return { markdown: functionMarkdown(definition), ...{ from: call.nameSpan.from, to: call.nameSpan.to } };
}

export function signatureOf({ name, parameters, result }: FunctionDefinition, tilde = ''): string {
  const list = parameters.map(
    (each) => `${each.name}${each.optional === true ? '?' : ''}: ${each.type}${each.variadic === true ? ', …' : ''}`,
  );
  return `${name}${tilde}(${list.join(', ')}) → ${result}`;
}

export function functionMarkdown(definition: FunctionDefinition): string {
  const { name, parameters, caseInsensitive, summary } = definition;
  const constants = parameters.filter((each) => each.constant === true).map((each) => code(each.name));
  const { most } = arityOf(definition);
  return [
    code(signatureOf(definition)),
    summary,
    caseInsensitive
      ? `Upper and lower case differ; \`${name}~\` compares without case.`
      : `\`${name}\` has no form without case.`,
    name === 'concat' || name === 'string' ? 'Takes values of every type.' : '',
    constants.length === 0 ? '' : `${constants.join(', ')} must be constant: no field may stand there.`,
    most === Infinity ? 'The last argument may be repeated.' : '',
    `In Elasticsearch: the EQL function \`${name}\`. The name is read without case.`,
  ]
    .filter((fact) => fact !== '')
    .join('\n\n');
}

function categoryMarkdown({ name }: Category, { rule }: QueryPlace): string {
  const field = rule.rule.metadata.eventCategoryOverride?.value ?? 'event.category';
  return name === undefined
    ? '`any`: events of every category, and those without one.'
    : `Events whose ${code(field)} is ${code(name)}, upper and lower case as written.`;
}

function operatorHover(node: Node, offset: number): Hover | undefined {
  if (node.kind !== 'comparison' && node.kind !== 'membership' && node.kind !== 'match') return undefined;
  if (!spanContains(node.operatorSpan, offset)) return undefined;
  const operator = node.kind === 'membership' ? membershipOperator(node) : node.operator;
  const meaning = MEANINGS[operator];
  const facts = [`**${code(operator)}** ${meaning.title}`, caseAndWildcards(meaning), meaning.missing, meaning.more];
  return {
    markdown: facts.filter((fact) => fact !== '').join('\n\n'),
    from: node.operatorSpan.from,
    to: node.operatorSpan.to,
  };
}

const KEYWORDS: Readonly<Record<string, string>> = {
  and: '**`and`** binds stronger than `or`. Each side may be satisfied by another value of a field with several.',
  or: '**`or`** binds weakest: `a or b and c` is `a or (b and c)`.',
  not: '**`not`** is the complement: it also matches events that lack the field. It binds weaker than a comparison: `not a == b` is `not (a == b)`.',
  until:
    '**`until`** ends every sequence of its key that is under way. The ending event itself may still complete one.',
  maxspan: '**`maxspan`**: the longest time from the first to the last event, that time included.',
  runs: '**`with runs`**: so many events in a row that match the item, each of its own.',
  by: '**`by`**: events are joined where these fields are equal. An event that lacks one is left out, unless the key has a `?`.',
  sequence:
    '**`sequence`**: events in the order of time. A newer event takes the place of an older one that waits at the same item.',
  sample: '**`sample`**: different events, one an item, in any order, that share the keys.',
  null: '**`null`**: `x == null` is true where the field is missing, `x != null` where it has a value.',
};

function keywordHover({ eql, offset }: QueryPlace): Hover | undefined {
  const token = tokenize(eql.embedded.text).find(
    ({ startOffset, image }) => startOffset <= offset && offset <= startOffset + image.length && image in KEYWORDS,
  );
  const markdown = token === undefined ? undefined : KEYWORDS[token.image];
  if (token === undefined || markdown === undefined || isName(eql.query, token.startOffset)) return undefined;
  return { markdown, from: token.startOffset, to: token.startOffset + token.image.length };
}

/** `runs` may be a field as well. */
function isName(query: Parameters<typeof nodesAt>[0], offset: number): boolean {
  return nodesAt(query, offset + 1).at(-1)?.kind === 'field';
}

function hoverBeside(analysis: Analysis, offset: number, knowledge: CompletionKnowledge): Hover | undefined {
  const technique = techniqueAt(analysis, offset);
  if (technique !== undefined) {
    const known = [...knowledge.techniques, ...knowledge.tactics].find(({ id }) => id === technique.id);
    const name = known === undefined ? 'not among the names that Rulewright knows' : plain(known.name);
    return { from: technique.from, to: technique.to, markdown: `**${technique.id}** ${name}\n\n<${technique.url}>` };
  }
  for (const { rule, eql } of analysis.rules) {
    const statement = rule.metadata.falsePositives.find((each) => spanContains(each, offset));
    if (statement !== undefined)
      return {
        from: statement.from,
        to: statement.to,
        markdown: falsePositiveMarkdown(eql === undefined ? undefined : countArms(eql.query)),
      };
  }
  return undefined;
}

function falsePositiveMarkdown(arms: number | undefined): string {
  const about = '**False positive**: legitimate work that may raise this rule.';
  if (arms === undefined) return about;
  const excluded =
    arms === 0
      ? 'The query excludes nothing: no clause of it begins with `not`.'
      : `The query has ${arms} ${arms === 1 ? 'exclusion arm' : 'exclusion arms'}; run the rule on a sample to see what they take out.`;
  return `${about}\n\n${excluded}`;
}

function countArms(query: Parameters<typeof filtersOf>[0]): number {
  return filtersOf(query)
    .flatMap((filter) => clausesOf(filter.condition))
    .reduce((sum, clause) => sum + (clause.kind === 'not' ? armsOf(clause.operand).length : 0), 0);
}
