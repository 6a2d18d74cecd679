// Which samples and labels a project gives to a rule and to a sample.
import { matchesAny } from './glob';
import type { ProjectView } from './policy';
import type { PlacedText, SampleSet } from './project';
import { isRuleId } from './ruleId';

/** The sets that name a rule, by its id or the glob of its file. */
export function setsNaming({ project, path }: ProjectView, ruleId: string | undefined): readonly SampleSet[] {
  return project.samples.filter(({ rules }) => {
    const texts = valuesOf(rules);
    const isNamed = ruleId !== undefined && texts.includes(ruleId);
    return (
      isNamed ||
      matchesAny(
        texts.filter((text) => !isRuleId(text)),
        path,
      )
    );
  });
}

/** The sets that name no rule: they are for every rule that reads their dataset. */
export function setsForAll({ project }: ProjectView): readonly SampleSet[] {
  return project.samples.filter(({ rules }) => rules.length === 0);
}

/** The label files that speak for a sample, from the project's folder; a later one wins. */
export function labelsFor({ project, path }: ProjectView): readonly string[] {
  const covers = project.labels.filter((each) => matchesAny(valuesOf(each.for), path)).map((each) => each.path);
  const ofSets = project.samples
    .filter(({ files }) => matchesAny(valuesOf(files), path))
    .flatMap(({ labels }) => labels ?? []);
  return [...new Set(valuesOf([...covers, ...ofSets]))];
}

function valuesOf(texts: readonly PlacedText[]): readonly string[] {
  return texts.map(({ value }) => value);
}
