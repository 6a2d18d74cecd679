// The page of an entry, or of a statement of rules, as plain data: the sections of the site's pages, with places of the editor in place of
// addresses.
import { printArm } from '../../tuning/arms';
import type { LofpEntry } from '../../lofp/entries/entry';
import { readEvidence } from '../../lofp/entries/evidenceEvents';
import { headline } from '../../lofp/site/entryPage';
import { codeParts } from '../../lofp/site/highlight';
import type { Block, Link, PageSection } from '../../lofp/site/sections';
import { writtenSections } from '../../lofp/site/writtenEntry';
import type { WrittenArm, WrittenEntry, WrittenProof } from '../../lofp/site/writtenEntry';
import type { CatalogueRule } from '../../lofp/statements/catalogue';
import { elasticStatements } from '../../lofp/statements/elasticRules';
import { foldStatement } from '../../lofp/statements/fold';
import { checkTies } from '../../lofp/tie/checkTies';
import { armsTiedTo } from '../../lofp/tie/ties';
import type {
  LofpBlock,
  LofpCode,
  LofpLink,
  LofpPageAnswer,
  LofpPageParams,
  LofpPageRule,
  LofpSection,
  LofpTarget,
} from '../../protocol';
import { samplePath } from '../../worker/lofpFiles';
import { toOffset, toRange } from '../places';
import type { Session } from '../session';
import { toPath, toUri } from '../uris';
import { isReference } from './catalogue';
import type { KnownRule } from './catalogue';
import {
  namedTechniques,
  placeOfEntry,
  rulesOfEntry,
  stateOf,
  statementGroups,
  statementId,
  toSayingRule,
} from './entryRows';
import type { RowWorld, StatementGroup } from './entryRows';
import { entriesOf, tieAt } from './tieAt';

export type PageWorld = RowWorld & Pick<Session, 'documents' | 'host' | 'lofp'>;

export function pageOf(params: LofpPageParams, world: PageWorld): LofpPageAnswer | null {
  const id = 'id' in params ? params.id : 'uri' in params ? idAt(params, world) : undefined;
  const entry = id === undefined ? undefined : world.lofp.catalogue.entry(id);
  if (entry !== undefined) return new EntryPageMaker(entry, world).make();
  const group = id === undefined ? undefined : statementGroups(world).find((each) => each.id === id);
  return group === undefined ? null : statementPage(group, world);
}

/** The entry behind what stands at a place, else the statement there. */
function idAt(
  { uri, line, character }: Exclude<LofpPageParams, { readonly id: string }>,
  { documents, lofp, hash }: PageWorld,
): string | undefined {
  const path = toPath(uri);
  const own = lofp.catalogue.entries.find((entry) => entry.path === path);
  if (own !== undefined) return own.id.value;
  const document = documents.openOrSaved(uri);
  const at = document === undefined ? undefined : tieAt(document, toOffset(document.lines, { line, character }), lofp);
  if (at === undefined) return undefined;
  const [entry] = entriesOf(at, lofp);
  if (entry !== undefined) return entry.id.value;
  return at.kind === 'statement' ? statementId(foldStatement(at.statement.text), hash) : undefined;
}

/** Blocks name their targets by marks, as those of the site name files; here each mark is one of the editor's places. */
class Targets {
  private readonly known = new Map<string, LofpTarget>();

  mark(target: LofpTarget): string {
    const mark = String(this.known.size);
    this.known.set(mark, target);
    return mark;
  }

  toLink({ text, note, path }: Link): LofpLink {
    const to = path === undefined ? undefined : this.known.get(path);
    return { text, ...(note === undefined ? {} : { note }), ...(to === undefined ? {} : { to }) };
  }

  toSection({ id, title, blocks }: PageSection): LofpSection {
    return { id, title, blocks: blocks.map((block) => this.toBlock(block)) };
  }

  private toBlock(block: Block): LofpBlock {
    const linked = (link: Link | undefined): { readonly link?: LofpLink } =>
      link === undefined ? {} : { link: this.toLink(link) };
    switch (block.kind) {
      case 'code': {
        const { language, text, caption, link } = block;
        return { ...toCode(language, text), ...(caption === undefined ? {} : { caption }), ...linked(link) };
      }
      case 'links':
        return { kind: 'links', links: block.links.map((link) => this.toLink(link)) };
      case 'facts':
        return {
          kind: 'facts',
          facts: block.facts.map(({ term, values, link }) => ({ term, values, ...linked(link) })),
        };
      case 'event': {
        const { title, json, outcomes, link } = block;
        return { kind: 'event', title, ...(json === undefined ? {} : { json }), outcomes, ...linked(link) };
      }
      default:
        return block;
    }
  }
}

function toCode(language: string, text: string): LofpCode {
  return { kind: 'code', language, parts: codeParts({ language, text }) };
}

class EntryPageMaker {
  private readonly targets = new Targets();

  constructor(
    private readonly entry: LofpEntry,
    private readonly world: PageWorld,
  ) {}

  make(): LofpPageAnswer {
    const { entry, world, targets } = this;
    const { lofp } = world;
    const rules = rulesOfEntry(entry, lofp);
    const written = this.written();
    const page = (id: string): Link => {
      const other = lofp.catalogue.entry(id);
      if (other === undefined) return { text: id };
      return { text: headline(other.statement.value), note: id, path: targets.mark({ kind: 'page', id }) };
    };
    const sections = this.withEvents(writtenSections(written, page));
    const folded = foldStatement(entry.statement.value);
    const spellings = statementGroups(world).find((each) => each.folded === folded)?.spellings ?? [];
    return {
      id: entry.id.value,
      isEntry: true,
      title: headline(entry.statement.value),
      statement: entry.statement.value,
      techniques: techniquesOf(
        entry.techniques.map((id) => ({ id })),
        world,
      ),
      ...stateOf(entry, lofp),
      file: placeOfEntry(entry, lofp.catalogue),
      sections: sections.map((section) => targets.toSection(section)),
      rules: rules.map((rule) => pageRule(rule, world)),
      spellings: spellings.filter((each) => each !== entry.statement.value),
    };
  }

  private written(): WrittenEntry {
    const { entry, world, targets } = this;
    const { host, lofp } = world;
    const { catalogue } = lofp;
    const known = catalogue.rules;
    const arms: WrittenArm[] = [];
    const proofs: WrittenProof[] = [];
    for (const file of catalogue.ruleFiles) {
      if (!lofp.ties.isRelevant(file)) continue;
      const document = world.documents.openOrSaved(file.uri);
      for (const ties of document === undefined ? [] : lofp.ties.tiesOf(document)) {
        const own = file.rules.find(({ index }) => index === ties.rule.rule.index);
        if (document === undefined || own === undefined) continue;
        for (const { arm, span } of armsTiedTo(ties, entry)) {
          const range = toRange(document.lines, span);
          const link = targets.mark({ kind: 'place', uri: file.uri, range });
          arms.push({ rule: this.asRule(own, link), eql: printArm(arm), line: range.start.line + 1 });
        }
        const report = checkTies(ties, { entries: [entry], read: lofp.ties.reader() });
        for (const { rows } of report.proofs) proofs.push({ rule: this.asRule(own), rows });
      }
    }
    return {
      entry,
      file: { text: shownPath(entry.path), path: targets.mark(placeOfEntry(entry, catalogue)) },
      rules: [],
      ruleOf: (reference) => {
        const rule = known.find((each) => isReference(reference, each));
        return rule === undefined ? undefined : this.asRule(rule);
      },
      arms,
      proofs,
      sampleLink: (file) => {
        const path = samplePath(file, entry, host);
        return host.stamp(path) === undefined ? undefined : targets.mark({ kind: 'event', uri: toUri(path), line: 1 });
      },
    };
  }

  /** Each event of a sample leads to its line. */
  private withEvents(sections: readonly PageSection[]): readonly PageSection[] {
    const { entry, world, targets } = this;
    const { events } = readEvidence(entry, world.lofp.ties.reader());
    const items = [...entry.evidence.alerts, ...entry.evidence.excluded];
    let place = 0;
    const led = (block: Block): Block => {
      if (block.kind !== 'event') return block;
      const item = items[place++];
      const line = /^line (\d+) of /.exec(events.find((each) => each.item === item)?.label ?? '')?.[1];
      if (item?.source.kind !== 'sample' || line === undefined || block.link === undefined) return block;
      const uri = toUri(samplePath(item.source.file.value, entry, world.host));
      return { ...block, link: { ...block.link, path: targets.mark({ kind: 'event', uri, line: Number(line) }) } };
    };
    return sections.map((section) =>
      section.id === 'evidence' ? { ...section, blocks: section.blocks.map(led) } : section,
    );
  }

  private asRule({ uri, index, name, id, range }: KnownRule, link?: string): CatalogueRule {
    return {
      source: 'elastic',
      index,
      name,
      ...(id === undefined ? {} : { id }),
      description: '',
      techniques: [],
      statements: [],
      key: `${uri}#${index}`,
      path: shownPath(toPath(uri) ?? uri),
      link: link ?? this.targets.mark({ kind: 'place', uri, range }),
    };
  }
}

function shownPath(path: string): string {
  return path.split(/[\\/]/).slice(-2).join('/');
}

function techniquesOf(found: Parameters<typeof namedTechniques>[0], world: PageWorld): LofpPageAnswer['techniques'] {
  return namedTechniques(found, world.readCatalog).map((each) => ({
    ...each,
    to: { kind: 'web', url: `https://attack.mitre.org/techniques/${each.id.replace('.', '/')}/` },
  }));
}

/** With its description and query, as they are now. */
function pageRule(rule: ReturnType<typeof rulesOfEntry>[number], { documents }: PageWorld): LofpPageRule {
  const analysis = rule.place === undefined ? undefined : documents.outlineOpenOrSaved(rule.place.uri);
  const read = analysis === undefined ? undefined : elasticStatements(analysis.file).rules[rule.rule ?? -1];
  if (read === undefined) return { ...rule, description: '' };
  const { description, logic } = read;
  const text = logic?.text.replace(/^\s*\n|\s+$/g, '');
  return {
    ...rule,
    description,
    ...(logic === undefined || text === undefined ? {} : { logic: toCode(logic.language, text) }),
  };
}

function statementPage({ id, folded, spellings, rules }: StatementGroup, world: PageWorld): LofpPageAnswer {
  const { catalogue } = world.lofp;
  const [statement = '', ...others] = spellings;
  const near = catalogue.entries.filter((entry) =>
    entry.rules.some((each) => rules.some((rule) => isReference(each, rule))),
  );
  const links = near.map((entry): LofpLink => ({
    text: headline(entry.statement.value),
    note: entry.id.value,
    to: { kind: 'page', id: entry.id.value },
  }));
  return {
    id,
    isEntry: false,
    title: headline(statement),
    statement,
    techniques: techniquesOf(
      rules.flatMap(({ techniques }) => techniques),
      world,
    ),
    sections:
      links.length === 0 ? [] : [{ id: 'written', title: 'Entries for its rules', blocks: [{ kind: 'links', links }] }],
    rules: rules.slice(0, MOST_RULES).map((rule) => pageRule(toSayingRule(rule, folded), world)),
    spellings: others,
  };
}

const MOST_RULES = 40;
