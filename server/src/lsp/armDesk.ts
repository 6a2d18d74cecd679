// Which arms of the rules are too broad: looked for when nobody is typing, and remembered a query. Asks git for the rule as it was only
// where something was found.
import type { EqlAnalysis, SchemaSource } from '../analysis/analyze';
import type { Issue } from '../base/issue';
import type { FieldResolver } from '../eql/types';
import type { Host } from '../host/host';
import type { Rule } from '../rule/document';
import { formatOf } from '../rule/read';
import { overBroadArms } from '../tuning/evade/overBroadArms';
import type { Before } from '../tuning/evade/overBroadArms';
import { ruleBefore } from '../tuning/evade/ruleBefore';
import type { Calm } from './calm';
import type { RuleDocuments } from './documents';
import { textAtHead } from './gitHead';

interface Known {
  readonly fields: FieldResolver;
  readonly issues: readonly Issue[];
}

interface Task {
  readonly uri: string;
  readonly query: EqlAnalysis;
  readonly rule: Rule;
}

interface Waiting {
  readonly uri: string;
  readonly rule: number;
}

interface Head {
  readonly read: number;
  /** Undefined where git knows the file not; null where there is no git around it. */
  readonly text: string | undefined | null;
}

/** Milliseconds for which the text that git has of a file is taken for what it has. */
const HEAD_KEPT = 30_000;

/** Queries of a document that are remembered: more than a file has. */
const MOST_KEPT = 1000;

export class ArmDesk {
  /** Of each open document, by the text of the query. */
  private readonly known = new Map<string, Map<string, Known>>();
  /** Rules by their file and place. No analysis waits with them: hundreds of documents may be opened at once. */
  private readonly waiting = new Map<string, Waiting>();
  private readonly sources = new Map<string, { readonly base: SchemaSource; readonly made: SchemaSource }>();
  private readonly heads = new Map<string, Head>();
  private isWorking = false;

  constructor(
    private readonly host: Host,
    private readonly calm: Calm,
    private readonly documents: Pick<RuleDocuments, 'isOpen' | 'get'>,
    /** Something is to be told of documents. */
    private readonly onFound: () => void,
  ) {}

  /** The same object until something is found in the file. Files that nobody has open are not typed in: they are looked at at once. */
  withArms(base: SchemaSource, uri: string): SchemaSource {
    if (!this.documents.isOpen(uri)) return { ...base, checkArms: (query, rule) => this.look({ uri, query, rule }) };
    const known = this.sources.get(uri);
    if (known?.base === base) return known.made;
    const made: SchemaSource = { ...base, checkArms: (query, rule) => this.ask({ uri, query, rule }) };
    this.sources.set(uri, { base, made });
    return made;
  }

  forget(uri: string): void {
    this.known.delete(uri);
    this.sources.delete(uri);
    this.heads.delete(uri);
  }

  /** Undefined where it has to be looked for first. */
  private ask(task: Task): readonly Issue[] | undefined {
    const { uri, query, rule } = task;
    const known = this.known.get(uri)?.get(query.embedded.text);
    if (known?.fields === query.fields) return known.issues;
    this.waiting.set(`${uri}#${rule.index}`, { uri, rule: rule.index });
    if (!this.isWorking) void this.work();
    return undefined;
  }

  private async work(): Promise<void> {
    this.isWorking = true;
    let isTold = false;
    for (let next = this.next(); next !== undefined; next = this.next()) {
      await this.calm.wait(() => false);
      const [key, waiting] = next;
      const task = this.taskOf(waiting);
      // After the document was asked for: what is made anew of it waits by the same key.
      this.waiting.delete(key);
      if (task === undefined) continue;
      const issues = this.look(task);
      this.remember(task, issues);
      if (issues.length > 0 || task.query.embedded.text.includes('over-broad-arm')) {
        this.sources.delete(task.uri);
        isTold = true;
      }
    }
    this.isWorking = false;
    if (isTold) this.onFound();
  }

  /** The rule as it is by now; undefined where its document was closed or the rule is gone. */
  private taskOf({ uri, rule: index }: Waiting): Task | undefined {
    const found = this.documents.get(uri)?.analysis.rules[index];
    return found?.eql === undefined ? undefined : { uri, query: found.eql, rule: found.rule };
  }

  private remember({ uri, query: { embedded, fields } }: Task, issues: readonly Issue[]): void {
    const known = this.known.get(uri) ?? new Map<string, Known>();
    known.delete(embedded.text);
    known.set(embedded.text, { fields, issues });
    const [oldest] = known.keys();
    if (known.size > MOST_KEPT && oldest !== undefined) known.delete(oldest);
    this.known.set(uri, known);
  }

  private next(): [string, Waiting] | undefined {
    const [first] = this.waiting;
    return first;
  }

  private look({ uri, query, rule }: Task): readonly Issue[] {
    return overBroadArms(query, () => this.before(uri, rule));
  }

  private before(uri: string, rule: Rule): Before {
    const text = this.headOf(uri);
    const format = formatOf(uri);
    return text === null || format === undefined ? 'unknown' : ruleBefore(rule, text, format);
  }

  private headOf(uri: string): Head['text'] {
    const now = this.host.now();
    const known = this.heads.get(uri);
    if (known !== undefined && now - known.read < HEAD_KEPT) return known.text;
    const text = textAtHead(uri, this.host);
    this.heads.set(uri, { read: now, text });
    return text;
  }
}
