// Which exceptions a rule is run with: chosen by the person and remembered.
import type { RuleAnalysis } from '../analysis/analyze';
import { UnreadableError } from '../host/host';
import type { Host } from '../host/host';
import type { ExceptionFileChoice } from '../protocol';
import { readExceptionFiles } from '../worker/exceptionFiles';
import { exceptionsFor } from '../worker/exceptionOrder';
import type { OrderedExceptions } from '../worker/exceptionOrder';
import { describeExceptions } from '../worker/projectExceptions';
import type { ProjectDesk } from './projectDesk';
import { choiceKey, nameOf } from './sampleDesk';
import { exportPathOf, toPath, toUri } from './uris';

export interface RuleExceptions {
  /** Undefined where none are chosen, or none can be read. */
  readonly order?: OrderedExceptions;
  /** The files that were read. */
  readonly paths: readonly string[];
  /** Why chosen ones are not used: sentences. */
  readonly warnings: readonly string[];
}

export type ChosenExceptions = Readonly<Record<string, readonly string[]>>;

const NONE: RuleExceptions = { paths: [], warnings: [] };

export class ExceptionDesk {
  private chosen: ChosenExceptions = {};

  constructor(
    private readonly host: Host,
    /** They name exception files for a rule. */
    private readonly projects: ProjectDesk,
    private readonly onChosen: (chosen: ChosenExceptions) => void,
  ) {}

  /** What the editor kept since the last time, whatever it is. */
  remember(chosen: unknown): void {
    if (typeof chosen !== 'object' || chosen === null) return;
    const entries = Object.entries(chosen as Readonly<Record<string, unknown>>);
    this.chosen = Object.fromEntries(entries.flatMap(([key, uris]) => (isTexts(uris) ? [[key, uris]] : [])));
  }

  /** From now on the rule is run with these; why not, as a sentence. Then it stays as it was. */
  choose(uri: string, rule: RuleAnalysis, uris: readonly string[]): string | undefined {
    const { warnings } = this.read(rule, uris);
    if (warnings[0] !== undefined) return warnings[0];
    const key = choiceKey(uri, rule);
    const { [key]: _old, ...others } = this.chosen;
    this.chosen = uris.length === 0 ? others : { ...others, [key]: uris };
    this.onChosen(this.chosen);
    return undefined;
  }

  exceptionsOf(uri: string, rule: RuleAnalysis): RuleExceptions {
    const { warnings, ...read } = this.read(rule, this.chosen[choiceKey(uri, rule)] ?? []);
    return { ...read, warnings: warnings.map((each) => `The rule is run without its chosen exceptions: ${each}`) };
  }

  choices(uri: string, rule: RuleAnalysis): readonly ExceptionFileChoice[] {
    const chosen = this.chosen[choiceKey(uri, rule)] ?? [];
    const path = toPath(uri) ?? exportPathOf(uri);
    const found = path === undefined ? [] : this.projects.exceptionsOf(path, rule);
    const offered = found.map(({ label, detail, ...each }) => ({ uri: toUri(each.path), label, detail }));
    const others = chosen.filter((each) => !offered.some((offer) => offer.uri === each));
    const before = others.map((each) => {
      const place = toPath(each);
      const detail = place === undefined ? 'cannot be read' : describeExceptions(place, rule.rule, this.host).detail;
      return { uri: each, label: nameOf(each), detail };
    });
    return [...before, ...offered].map((each) => ({ ...each, chosen: chosen.includes(each.uri) }));
  }

  private read({ rule }: RuleAnalysis, uris: readonly string[]): RuleExceptions {
    if (uris.length === 0) return NONE;
    const { host } = this;
    const paths = uris.flatMap((uri) => toPath(uri) ?? []);
    const foreign = uris.find((uri) => toPath(uri) === undefined);
    if (foreign !== undefined) return { paths: [], warnings: [`${nameOf(foreign)} is no file of this machine.`] };
    try {
      const order = exceptionsFor(rule, readExceptionFiles(paths, host), Date.parse(host.today()));
      return { order, paths, warnings: [] };
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      return { paths, warnings: [error.message] };
    }
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');
}
