// Which sample a rule runs on: chosen by the person and remembered, else found by its dataset.
import type { RuleAnalysis } from '../analysis/analyze';
import type { Host } from '../host/host';
import type { SampleChoice } from '../protocol';
import { chooseSamples, joinSamples } from '../worker/findSamples';
import type { FoundSample } from '../worker/findSamples';
import type { SampleFile } from '../worker/orders';
import type { RunMapping } from './schemaDesk';
import { exportPathOf, toPath, toUri } from './uris';

export interface RuleSamples {
  readonly files: readonly SampleFile[];
  /** For people: the file's name, or how many there are. */
  readonly label: string;
  /** The chosen sample or the mapping cannot be used, so something else is: sentences. */
  readonly warnings: readonly string[];
}

export type FindSamples = (folder: string, rule: RuleAnalysis) => Promise<readonly FoundSample[]>;

/** `samples` undefined: nobody looked yet, or the search is under way. */
interface Search {
  readonly promise: Promise<readonly FoundSample[]>;
  samples?: readonly FoundSample[];
}

export interface SampleDeskOptions {
  readonly host: Host;
  readonly find: FindSamples;
  /** What the project file names for a rule. */
  readonly ofProject: (path: string, rule: RuleAnalysis) => readonly FoundSample[];
  readonly mappingOf: (uri: string) => RunMapping;
  /** Where samples may lie that belong to no folder above the rule. */
  readonly workspaceFolders: () => readonly string[];
  /** A search came to its end. */
  readonly onFound: () => void;
  readonly onChosen: (chosen: Readonly<Record<string, string>>) => void;
}

export class SampleDesk {
  private readonly found = new Map<string, Search>();
  private chosen: Readonly<Record<string, string>> = {};

  constructor(private readonly options: SampleDeskOptions) {}

  /** What the editor kept since the last time, whatever it is. */
  remember(chosen: unknown): void {
    if (typeof chosen !== 'object' || chosen === null) return;
    const entries = Object.entries(chosen as Readonly<Record<string, unknown>>);
    this.chosen = Object.fromEntries(entries.flatMap(([key, uri]) => (typeof uri === 'string' ? [[key, uri]] : [])));
  }

  /** `sample` undefined forgets the choice. */
  choose(uri: string, rule: RuleAnalysis, sample: string | undefined): void {
    const key = choiceKey(uri, rule);
    const { [key]: _old, ...others } = this.chosen;
    this.chosen = sample === undefined ? others : { ...others, [key]: sample };
    this.options.onChosen(this.chosen);
  }

  /** Whether the rule has a sample, as far as that is known without waiting. */
  hasSample(uri: string, rule: RuleAnalysis): boolean {
    const choice = this.choiceOf(uri, rule);
    if (choice?.path !== undefined && choice.fault === undefined) return true;
    const samples = this.found.get(this.searchKey(uri, rule))?.samples ?? [];
    return chooseSamples(this.offered(uri, rule, samples)).length > 0;
  }

  /** Undefined where there is none. */
  async samplesOf(uri: string, rule: RuleAnalysis): Promise<RuleSamples | undefined> {
    const choice = this.choiceOf(uri, rule);
    if (choice?.path !== undefined && choice.fault === undefined)
      return this.toSamples(uri, [choice.path], nameOf(choice.path));
    const best = chooseSamples(await this.candidates(uri, rule));
    const [first] = best;
    if (first === undefined) return undefined;
    const paths = best.map(({ path }) => path);
    const label = best.length === 1 ? nameOf(first.path) : `${best.length} samples`;
    if (choice === undefined) return this.toSamples(uri, paths, label);
    const used = best.length === 1 ? `${label} is` : `${label} are`;
    const warning = `The chosen sample ${nameOf(choice.uri)} is ${choice.fault}; ${used} used instead.`;
    return this.toSamples(uri, paths, label, [warning]);
  }

  /** All that a rule is run on when nobody chooses, and the one that somebody chose. */
  async matrixSamples(uri: string, rule: RuleAnalysis): Promise<readonly SampleFile[]> {
    const choice = this.choiceOf(uri, rule);
    const chosen = choice?.path === undefined || choice.fault !== undefined ? [] : [choice.path];
    const found = chooseSamples(await this.candidates(uri, rule)).map(({ path }) => path);
    return this.toSamples(uri, [...new Set([...found, ...chosen])], '').files;
  }

  /** Samples that are named for one run; a sentence where one of them is not there. */
  given(uri: string, named: readonly string[]): RuleSamples | string {
    const paths = named.map((each) => ({ name: nameOf(each), path: toPath(each) }));
    const gone = paths.find(({ path }) => path === undefined || this.options.host.stamp(path) === undefined);
    if (gone !== undefined) return `The sample ${gone.name} is not there any more.`;
    const [first] = paths;
    const label = paths.length === 1 ? (first?.name ?? '') : `${paths.length} samples`;
    return this.toSamples(
      uri,
      paths.flatMap(({ path }) => path ?? []),
      label,
    );
  }

  async choices(uri: string, rule: RuleAnalysis): Promise<readonly SampleChoice[]> {
    const choice = this.choiceOf(uri, rule);
    const found = await this.candidates(uri, rule);
    const offered = found.map(({ path, label, reason }) => ({
      uri: toUri(path),
      label,
      detail: reason,
      chosen: path === choice?.path,
    }));
    if (choice === undefined || offered.some(({ chosen }) => chosen)) return offered;
    const detail = choice.fault === undefined ? 'chosen before' : `chosen before, is ${choice.fault}`;
    return [{ uri: choice.uri, label: nameOf(choice.uri), detail, chosen: true }, ...offered];
  }

  /** Why there is nothing to run the rule on: a sentence. */
  lackOf(uri: string, rule: RuleAnalysis): string {
    const choice = this.choiceOf(uri, rule);
    if (choice?.fault === undefined) return 'No sample fits the rule: choose one to run it on.';
    const { fault } = choice;
    return `The chosen sample ${nameOf(choice.uri)} is ${fault}, and no other fits the rule: choose one to run it on.`;
  }

  /** Samples came, went or changed. */
  forgetFound(): void {
    this.found.clear();
  }

  /** `fault` says why the choice cannot be used. */
  private choiceOf(uri: string, rule: RuleAnalysis) {
    const choice = this.chosen[choiceKey(uri, rule)];
    if (choice === undefined) return undefined;
    const { host } = this.options;
    const path = toPath(choice);
    if (path === undefined) return { uri: choice, path, fault: 'no file of this machine' };
    if (host.isFolder(path)) return { uri: choice, path, fault: 'a folder' };
    return { uri: choice, path, fault: host.stamp(path) === undefined ? 'gone' : undefined };
  }

  private candidates(uri: string, rule: RuleAnalysis): Promise<readonly FoundSample[]> {
    if (rule.eql === undefined) return Promise.resolve([]);
    const key = this.searchKey(uri, rule);
    const known = this.found.get(key);
    const found = known ?? this.begin(key, uri, rule);
    return found.promise.then((samples) => this.offered(uri, rule, samples));
  }

  /** One that is gone by now is not offered, whether or not the editor has told of it yet. */
  private offered(uri: string, rule: RuleAnalysis, found: readonly FoundSample[]): readonly FoundSample[] {
    const isThere = ({ path }: FoundSample): boolean => this.options.host.stamp(path) !== undefined;
    return joinSamples(this.ofProject(uri, rule), found).filter(isThere);
  }

  private begin(key: string, uri: string, rule: RuleAnalysis): Search {
    const search: Search = { promise: this.search(uri, rule) };
    this.found.set(key, search);
    search.promise.then(
      (samples) => {
        search.samples = samples;
        if (samples.length > 0) this.options.onFound();
      },
      () => this.found.delete(key),
    );
    return search;
  }

  private ofProject(uri: string, rule: RuleAnalysis): readonly FoundSample[] {
    const path = toPath(uri) ?? exportPathOf(uri);
    return path === undefined ? [] : this.options.ofProject(path, rule);
  }

  private searchKey(uri: string, rule: RuleAnalysis): string {
    return JSON.stringify([this.placesOf(uri)[0], rule.eql?.schema]);
  }

  private async search(uri: string, rule: RuleAnalysis): Promise<readonly FoundSample[]> {
    for (const folder of this.placesOf(uri)) {
      const samples = await this.options.find(folder, rule);
      if (samples.length > 0) return samples;
    }
    return [];
  }

  /** Where the search begins: the rule's own folder first. A rule that was never saved has none. */
  private placesOf(uri: string): readonly string[] {
    const path = toPath(uri) ?? exportPathOf(uri);
    const own = path === undefined ? [] : [this.options.host.dirname(path)];
    return [...own, ...this.options.workspaceFolders()];
  }

  private toSamples(
    uri: string,
    paths: readonly string[],
    label: string,
    warnings: readonly string[] = [],
  ): RuleSamples {
    const { path: mapping, fault } = this.options.mappingOf(uri);
    return {
      files: paths.map((path) => ({ path, ...(mapping === undefined ? {} : { mapping }) })),
      label,
      warnings: fault === undefined ? warnings : [...warnings, fault],
    };
  }
}

/** By what the choices of a rule are remembered: it keeps them when its file moves, if it has an id. */
export function choiceKey(uri: string, { rule }: RuleAnalysis): string {
  return rule.metadata.id?.value ?? `${uri}#${rule.index}`;
}

/** For people; whatever a path or uri holds. */
export function nameOf(place: string): string {
  const name = place.split(/[\\/]/).at(-1) ?? place;
  try {
    return place.includes(':/') ? decodeURIComponent(name) : name;
  } catch {
    return name;
  }
}
