// Which sample a rule runs on: chosen by the person and remembered, else found by its dataset.
import type { RuleAnalysis } from '../analysis/analyze';
import type { Host } from '../host/host';
import type { SampleChoice } from '../protocol';
import { chooseSamples } from '../worker/findSamples';
import type { FoundSample } from '../worker/findSamples';
import type { SampleFile } from '../worker/orders';
import { toPath, toUri } from './uris';

export interface RuleSamples {
  readonly files: readonly SampleFile[];
  /** For people: the file's name, or how many there are. */
  readonly label: string;
  /** The chosen sample is gone, so another one is used: a sentence. */
  readonly warning?: string;
}

export type FindSamples = (folder: string, rule: RuleAnalysis) => Promise<readonly FoundSample[]>;

export interface SampleDeskOptions {
  readonly host: Host;
  readonly find: FindSamples;
  readonly mappingPath: (uri: string) => string | undefined;
  readonly onChosen: (chosen: Readonly<Record<string, string>>) => void;
}

export class SampleDesk {
  private readonly found = new Map<string, Promise<readonly FoundSample[]>>();
  private chosen: Readonly<Record<string, string>> = {};

  constructor(private readonly options: SampleDeskOptions) {}

  remember(chosen: Readonly<Record<string, string>>): void {
    this.chosen = chosen;
  }

  /** `sample` undefined forgets the choice. */
  choose(uri: string, rule: RuleAnalysis, sample: string | undefined): void {
    const key = keyOf(uri, rule);
    const others = Object.entries(this.chosen).filter(([each]) => each !== key);
    this.chosen = Object.fromEntries(sample === undefined ? others : [...others, [key, sample]]);
    this.options.onChosen(this.chosen);
  }

  /** Undefined where there is none. */
  async samplesOf(uri: string, rule: RuleAnalysis): Promise<RuleSamples | undefined> {
    const { host } = this.options;
    const choice = this.chosen[keyOf(uri, rule)];
    const path = choice === undefined ? undefined : toPath(choice);
    if (path !== undefined && host.stamp(path) !== undefined)
      return { files: this.withMapping(uri, [path]), label: nameOf(path) };
    const best = chooseSamples(await this.candidates(uri, rule));
    const [first] = best;
    if (first === undefined) return undefined;
    const files = this.withMapping(
      uri,
      best.map((each) => each.path),
    );
    const label = best.length === 1 ? nameOf(first.path) : `${best.length} samples`;
    if (choice === undefined) return { files, label };
    return { files, label, warning: `The chosen sample ${nameOf(choice)} is gone; ${label} is used instead.` };
  }

  async choices(uri: string, rule: RuleAnalysis): Promise<readonly SampleChoice[]> {
    const choice = this.chosen[keyOf(uri, rule)];
    const found = await this.candidates(uri, rule);
    const offered = found.map(({ path, label, reason }) => ({
      uri: toUri(path),
      label,
      detail: reason,
      chosen: false,
    }));
    const isOffered = offered.some((each) => toPath(each.uri) === toPath(choice ?? ''));
    const marked = offered.map((each) => ({
      ...each,
      chosen: choice !== undefined && toPath(each.uri) === toPath(choice),
    }));
    if (choice === undefined || isOffered) return marked;
    return [{ uri: choice, label: nameOf(choice), detail: 'chosen before', chosen: true }, ...marked];
  }

  /** Samples came, went or changed. */
  forgetFound(): void {
    this.found.clear();
  }

  private candidates(uri: string, rule: RuleAnalysis): Promise<readonly FoundSample[]> {
    const path = toPath(uri);
    if (path === undefined || rule.eql === undefined) return Promise.resolve([]);
    const folder = this.options.host.dirname(path);
    const key = JSON.stringify([folder, rule.eql.schema]);
    let found = this.found.get(key);
    if (found === undefined) {
      found = this.options.find(folder, rule);
      this.found.set(key, found);
      found.catch(() => this.found.delete(key));
    }
    return found;
  }

  private withMapping(uri: string, paths: readonly string[]): readonly SampleFile[] {
    const mapping = this.options.mappingPath(uri);
    return paths.map((path) => ({ path, ...(mapping === undefined ? {} : { mapping }) }));
  }
}

/** A rule keeps its sample when its file moves, if it has an id. */
function keyOf(uri: string, { rule }: RuleAnalysis): string {
  return rule.metadata.id?.value ?? `${uri}#${rule.index}`;
}

function nameOf(place: string): string {
  return decodeURIComponent(place.split(/[\\/]/).at(-1) ?? place);
}
