// The exclusions of a document as a tree: their structure from the text, what each arm did from the last run of its rule where that still
// holds, and how an event passes it where a check has found that one does.
import type { EqlAnalysis, RuleAnalysis } from '../analysis/analyze';
import type { Span } from '../base/span';
import type { Query } from '../eql/ast';
import type {
  ArmEvasionAnswer,
  ArmEvasionParams,
  ExclusionRow,
  ExclusionRule,
  ExclusionsAnswer,
  ExclusionsParams,
} from '../protocol';
import { printArm } from '../tuning/arms';
import type { Arm } from '../tuning/arms';
import type { Evasion } from '../tuning/evade/findEvasion';
import { evasionAt, evasionOfArm } from '../tuning/evade/overBroadArms';
import { exclusionTree } from '../tuning/exclusionTree';
import type { ExclusionPart } from '../tuning/exclusionTree';
import type { QueryArmRow } from '../worker/runArms';
import type { RuleDocument } from './documents';
import { addEvasion, EVASION_CODES, textOfEvent } from './language/evasionActions';
import { toRange, toWireEdits } from './places';
import type { Session } from './session';
import { mendingEdit } from './shownArms';
import { titleOf, uriKey } from './uris';

interface KnownRun {
  readonly runId: number;
  readonly rows: readonly QueryArmRow[];
}

/** A rule of a document while its rows are made. */
interface Place {
  readonly document: RuleDocument;
  readonly rule: RuleAnalysis;
  readonly eql: EqlAnalysis;
  readonly rows: ReadonlyMap<string, QueryArmRow>;
  /** Where the checks found that an event passes, in the query. */
  readonly passed: readonly Span[];
}

const LONGEST = 300;

export class ExclusionDesk {
  private readonly trees = new WeakMap<Query, readonly ExclusionPart[]>();
  private readonly evasions = new WeakMap<Arm, { readonly found: Evasion | undefined }>();
  /** Of the last run of each rule: the worker knows only those of the last of all. */
  private readonly runs = new Map<string, KnownRun>();

  constructor(private readonly session: Pick<Session, 'documents' | 'runs' | 'samples' | 'host'>) {}

  async tree({ uri }: ExclusionsParams): Promise<ExclusionsAnswer> {
    const document = this.session.documents.find(uri);
    if (document === undefined) return { version: 0, rules: [] };
    const rules = await Promise.all(document.analysis.rules.map((rule) => this.ruleOf(document, rule)));
    return { version: document.version, rules: rules.flatMap((rule) => rule ?? []) };
  }

  async evasion({ uri, rule: index, version, at }: ArmEvasionParams): Promise<ArmEvasionAnswer | null> {
    const document = this.session.documents.find(uri);
    const eql = document?.version === version ? document.analysis.rules[index]?.eql : undefined;
    const found = eql === undefined ? undefined : evasionAt(eql, at);
    if (document === undefined || found === undefined) return null;
    const edit = await addEvasion(document, { rule: index, offset: at }, this.session);
    return { text: textOfEvent(found), ...(edit === undefined ? {} : { edit }) };
  }

  private async ruleOf(document: RuleDocument, rule: RuleAnalysis): Promise<ExclusionRule | undefined> {
    const { eql } = rule;
    if (eql === undefined) return undefined;
    const { uri, lines, analysis } = document;
    const { index, metadata, heading } = rule.rule;
    const rows = await this.rowsOf(document, rule);
    const tree = this.treeOf(eql.query);
    const passed = analysis.issues.flatMap(({ code, origin }) =>
      EVASION_CODES.has(code) && origin?.rule === index ? [origin.issue] : [],
    );
    const known = new Map((typeof rows === 'string' ? [] : rows).map((row) => [keyOf(row), row]));
    const isLate = known.size === 0 && tree.length > 0;
    const place: Place = { document, rule, eql, rows: known, passed };
    return {
      uri,
      rule: index,
      name: metadata.name?.value.trim() || titleOf(uri),
      range: toRange(lines, { from: heading.from, to: heading.from }),
      run: typeof rows === 'string' ? rows : isLate ? 'late' : 'holds',
      exclusions: tree.map((part) => this.toRow(part, place)),
    };
  }

  /** Why there are none, where there are none. */
  private async rowsOf(
    document: RuleDocument,
    rule: RuleAnalysis,
  ): Promise<readonly QueryArmRow[] | 'none' | 'changed'> {
    const last = this.session.runs.lastOf(document, rule);
    if (last?.state.phase !== 'done') return 'none';
    if (last.change !== undefined) return 'changed';
    const key = `${uriKey(document.uri)}#${rule.rule.index}`;
    const { runId } = last.state;
    const known = this.runs.get(key);
    if (known?.runId === runId) return known.rows;
    const rows = await this.session.runs.armsOf(document, rule);
    if (rows.length > 0) this.runs.set(key, { runId, rows });
    return rows;
  }

  private treeOf(query: Query): readonly ExclusionPart[] {
    const tree = this.trees.get(query) ?? exclusionTree(query);
    this.trees.set(query, tree);
    return tree;
  }

  private toRow({ kind, title, span, arm, parts }: ExclusionPart, place: Place): ExclusionRow {
    const { document, rule, eql } = place;
    const inFile = eql.embedded.map.spanToFile(span) ?? rule.rule.heading;
    const row = {
      kind,
      title,
      range: toRange(document.lines, inFile),
      parts: parts.map((each) => this.toRow(each, place)),
    };
    return arm === undefined
      ? row
      : { ...row, eql: clip(printArm(arm)), ...effectOf(arm, inFile, place), ...this.passing(arm, place) };
  }

  private passing(arm: Arm, { eql, passed }: Place): Pick<ExclusionRow, 'passes'> {
    if (!passed.some(({ from, to }) => from < arm.node.to && arm.node.from < to)) return {};
    const known = this.evasions.get(arm) ?? { found: evasionOfArm(arm, eql) };
    this.evasions.set(arm, known);
    return known.found === undefined ? {} : { passes: { why: known.found.why, at: arm.span.from } };
  }
}

function effectOf(arm: Arm, span: Span, { document, rule, rows }: Place): Pick<ExclusionRow, 'effect' | 'mend'> {
  const row = rows.get(keyOf(arm.span));
  if (row === undefined) return {};
  const { from: _from, to: _to, eql: _eql, edit: _edit, ...effect } = row;
  const edit = mendingEdit({ row, span, rule }, document);
  const [mend] = edit === undefined ? [] : toWireEdits(document.lines, [edit]);
  return { effect, ...(mend === undefined ? {} : { mend }) };
}

function keyOf({ from, to }: Span): string {
  return `${from}:${to}`;
}

function clip(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
