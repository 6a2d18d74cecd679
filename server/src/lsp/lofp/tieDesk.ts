// The ties of the workspace's rules and what no longer holds of them: checked when nobody types, again after the rule, an entry or a sample
// changed. A workspace without entries and ties costs nothing.
import { applyPolicy } from '../../analysis/policy';
import type { CheckPolicy } from '../../analysis/policy';
import type { Issue } from '../../base/issue';
import type { Span } from '../../base/span';
import type { Host } from '../../host/host';
import type { LofpEntry } from '../../lofp/entries/entry';
import { tieSteps } from '../../lofp/tie/checkTies';
import type { TieReport, TieWorld } from '../../lofp/tie/checkTies';
import { tiesOf } from '../../lofp/tie/ties';
import type { RuleTies } from '../../lofp/tie/ties';
import type { Analysis } from '../../analysis/analyze';
import { foldStatement } from '../../lofp/statements/fold';
import { printArm } from '../../tuning/arms';
import type { Calm } from '../calm';
import type { RuleDocument, RuleDocuments } from '../documents';
import { titleOf, toPath, toUri } from '../uris';
import { isReference } from './catalogue';
import type { KnownFile, LofpCatalogue } from './catalogue';
import { EvidenceShelf } from './evidenceShelf';

export interface TieDeskParts {
  readonly host: Host;
  readonly calm: Calm;
  readonly catalogue: LofpCatalogue;
  readonly documents: RuleDocuments;
  readonly policyOf: (uri: string) => CheckPolicy | undefined;
  /** Whether a file is one of the workspace's rules. */
  readonly isOurs: (path: string) => boolean;
  /** What is proven may be another thing; and something else is to be told of these files, rules and entries alike. */
  readonly onChanged: (uris: readonly string[]) => void;
}

interface Checked {
  /** Of the open document; 0 for one that is not open. */
  readonly version: number;
  readonly issues: readonly Issue[];
  readonly ofEntries: TieReport['ofEntries'];
  readonly proofs: readonly RuleProofs[];
  /** Arms that are tied, each with an entry behind it. */
  readonly arms: readonly ShownTiedArm[];
  /** Statements behind which an entry stands by a comment, folded. */
  readonly statements: readonly string[];
}

/** What is proven by one rule; `rule` is its place in its file. */
export interface RuleProofs {
  readonly rule: number;
  readonly proofs: TieReport['proofs'];
}

export interface ShownTiedArm {
  readonly entry: string;
  /** Place in its file. */
  readonly rule: number;
  readonly eql: string;
}

export class TieDesk {
  private readonly checked = new Map<string, Checked>();
  private readonly waiting = new Set<string>();
  private readonly shelf: EvidenceShelf;
  private isWorking = false;
  private isOver = false;
  private isReady = false;

  constructor(private readonly parts: TieDeskParts) {
    this.shelf = new EvidenceShelf(parts.host);
  }

  /** All files have been read. Before, each further entry would be a reason to begin anew. */
  begin(): void {
    this.isReady = true;
    this.queue([]);
  }

  get hasBegun(): boolean {
    return this.isReady;
  }

  /** After the catalogue took a file. */
  taken(uri: string, what: ReturnType<LofpCatalogue['take']>): void {
    if (what === 'entry') this.checkAll();
    else if (what === 'rule') this.queue([uri]);
  }

  /** The entries changed, or a sample that they name. */
  checkAll(): void {
    const files = [...this.parts.catalogue.ruleFiles].map(({ uri }) => uri);
    this.queue([...new Set([...files, ...this.checked.keys()])]);
  }

  stop(): void {
    this.isOver = true;
  }

  issuesOf({ uri, version }: Pick<RuleDocument, 'uri' | 'version'>): readonly Issue[] {
    const known = this.checked.get(keyOf(uri));
    return known?.version === version ? applyPolicy(known.issues, this.parts.policyOf(uri)) : [];
  }

  /** Of the entry as it was read: one that is being changed is looked at again. */
  issuesOfEntry(path: string, text: string): readonly Issue[] {
    if (this.checked.size === 0 || this.parts.catalogue.textOf(path) !== text) return [];
    const found = [...this.checked.values()].flatMap(({ ofEntries }) => ofEntries);
    return found.filter((issue) => issue.path === path);
  }

  proofsOf(uri: string): readonly RuleProofs[] {
    return this.checked.get(keyOf(uri))?.proofs ?? [];
  }

  /** What rules prove of an entry. */
  *proofsOfEntry({
    id,
  }: LofpEntry): Iterable<{ readonly uri: string; readonly rule: number; readonly rows: RuleRows }> {
    for (const [uri, { proofs }] of this.checked)
      for (const { rule, proofs: own } of proofs)
        for (const { entry, rows } of own) if (entry.id.value === id.value) yield { uri, rule, rows };
  }

  /** How rules leave out what an entry is about. */
  armsOfEntry(id: string): readonly (ShownTiedArm & { readonly uri: string })[] {
    return [...this.checked].flatMap(([uri, { arms }]) =>
      arms.filter(({ entry }) => entry === id).map((arm) => ({ ...arm, uri })),
    );
  }

  /** Behind a statement of these words an entry stands by a comment, in some rule. */
  isTiedStatement(folded: string): boolean {
    return [...this.checked.values()].some(({ statements }) => statements.includes(folded));
  }

  /** The ties of a document as it is now. */
  tiesOf({ uri, analysis }: { readonly uri: string; readonly analysis: Analysis }): readonly RuleTies[] {
    return tiesOf(analysis, this.parts.catalogue.entries, titleOf(uri));
  }

  /** The rules of which ties can be told: those with a comment, and those of which an entry speaks. */
  isRelevant({ hasTie, rules }: KnownFile): boolean {
    if (hasTie) return true;
    const { catalogue } = this.parts;
    return (
      catalogue.hasEntries &&
      catalogue.entries.some((entry) => entry.rules.some((each) => rules.some((rule) => isReference(each, rule))))
    );
  }

  reader(): ReturnType<EvidenceShelf['readerFor']> {
    return this.shelf.readerFor(this.parts.catalogue.entries);
  }

  private queue(uris: readonly string[]): void {
    const { catalogue } = this.parts;
    for (const uri of uris)
      if (catalogue.hasEntries || catalogue.file(uri)?.hasTie === true || this.checked.has(uri)) this.waiting.add(uri);
    if (this.waiting.size > 0 && !this.isWorking && this.isReady) void this.work();
  }

  private async work(): Promise<void> {
    this.isWorking = true;
    const changed = new Set<string>();
    let isAnyChecked = false;
    await this.parts.calm.wait(() => this.isOver);
    for (const uri of this.waiting) {
      const file = this.parts.catalogue.file(uri);
      // What nobody ties is passed over at once: there may be thousands.
      const isWanted = file !== undefined && this.isRelevant(file);
      if (isWanted) await this.parts.calm.wait(() => this.isOver);
      if (this.isOver) return;
      this.waiting.delete(uri);
      if (!isWanted && !this.checked.has(uri)) continue;
      isAnyChecked = true;
      for (const each of await this.check(uri, isWanted)) changed.add(each);
    }
    this.isWorking = false;
    if (isAnyChecked && !this.isOver) this.parts.onChanged([...changed]);
  }

  /** Files of which something else is to be told. */
  private async check(uri: string, isWanted: boolean): Promise<readonly string[]> {
    const before = this.checked.get(uri);
    const now = isWanted ? await this.look(uri) : undefined;
    if (now === undefined) this.checked.delete(uri);
    else this.checked.set(uri, now);
    const isSame = JSON.stringify(before?.issues ?? []) === JSON.stringify(now?.issues ?? []);
    const entries = entryFilesOf(before, now);
    // The editor asked of this version before it was known what there is to be told.
    const isTold = isSame && (before?.version === now?.version || now?.issues.length === 0);
    return [...(isTold ? [] : [uri]), ...entries];
  }

  /** Entry by entry: whoever asks for something else is answered in between. Undefined: the server ends. */
  private async report(ties: RuleTies, world: TieWorld): Promise<TieReport | undefined> {
    const steps = tieSteps(ties, world);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done === true) return step.value;
      await this.parts.calm.wait(() => this.isOver);
      if (this.isOver) return undefined;
    }
  }

  private async look(uri: string): Promise<Checked | undefined> {
    const { documents, catalogue, host, isOurs } = this.parts;
    const path = toPath(uri);
    const document = path === undefined || !isOurs(path) ? undefined : documents.openOrSaved(uri);
    if (document === undefined) return undefined;
    const world = { entries: catalogue.entries, read: this.reader(), today: host.today() };
    const reports: { readonly ties: RuleTies; readonly report: TieReport }[] = [];
    for (const ties of this.tiesOf({ uri, analysis: document.analysis })) {
      const report = await this.report(ties, world);
      if (report === undefined) return undefined;
      reports.push({ ties, report });
    }
    return {
      version: document.version,
      issues: reports.flatMap(({ report }) => report.issues.map(withUris)),
      ofEntries: reports.flatMap(({ report }) => report.ofEntries),
      arms: reports.flatMap(({ ties }) =>
        ties.arms.flatMap(({ arm, entries }) =>
          entries.map(({ id }) => ({ entry: id.value, rule: ties.rule.rule.index, eql: printArm(arm) })),
        ),
      ),
      statements: reports.flatMap(({ ties }) =>
        ties.statements.filter(({ entries }) => entries.length > 0).map(({ text }) => foldStatement(text)),
      ),
      proofs: reports.map(({ ties, report }) => ({ rule: ties.rule.rule.index, proofs: report.proofs })),
    };
  }
}

type RuleRows = TieReport['proofs'][number]['rows'];

/** The entries of which one of the two says something else. */
function entryFilesOf(before: Checked | undefined, now: Checked | undefined): readonly string[] {
  const [old, made] = [before, now].map((each) => JSON.stringify(each?.ofEntries ?? []));
  if (old === made) return [];
  const paths = [before, now].flatMap((each) => (each?.ofEntries ?? []).map(({ path }) => path));
  return [...new Set(paths)].map(toUri);
}

/** The editor knows other files by their uris. */
function withUris(issue: Issue): Issue {
  if (issue.related === undefined) return issue;
  const related = issue.related.map((each) => {
    const { file, ...rest }: { file?: string } & Span & { message: string } = each;
    return file === undefined ? rest : { ...rest, file: toUri(file) };
  });
  return { ...issue, related };
}

/** One file has one key, however the editor writes its uri. */
function keyOf(uri: string): string {
  const path = toPath(uri);
  return path === undefined ? uri : toUri(path);
}
