// What is wrong with the templates of an entry: parameters, values that are forbidden, fields that nobody has.
import type { Issue, Severity } from '../../base/issue';
import type { Span } from '../../base/span';
import { nearestName } from '../../eql/nearestName';
import { chooseDatasets } from '../../schema/choose';
import { composeSchema } from '../../schema/compose';
import type { CatalogReader } from '../../schema/compose';
import { knownDataSets } from '../../schema/knownDataSets';
import type { ExclusionTemplate, LofpEntry, Parameter, TemplateCondition } from './entry';
import { examplesOf, faultOfValue, fillTemplate, holesOfCondition } from './fillTemplate';

export function checkTemplates(entry: LofpEntry, readCatalog?: CatalogReader): readonly Issue[] {
  const { exclusions, expressible } = entry;
  const none =
    expressible === 'yes' && exclusions.length === 0
      ? [
          template(
            entry.id,
            'Fields can say all of this entry, but it has no `exclusions`. Write one, or set `expressible` to `partly` or `no`.',
            'warning',
          ),
        ]
      : [];
  return [...none, ...exclusions.flatMap((each) => checkTemplate(each, readCatalog))];
}

function checkTemplate(each: ExclusionTemplate, readCatalog: CatalogReader | undefined): readonly Issue[] {
  const holes = each.conditions.flatMap((condition) => holeIssues(condition, each));
  // A misspelt hole leaves its parameter unused: that is one mistake.
  const parameters = each.parameters.flatMap((parameter) => [
    ...(holes.length === 0 ? unusedIssues(parameter, each) : []),
    ...valueIssues(parameter),
  ]);
  const found = [...holes, ...parameters, ...fewestIssues(each)];
  const filled = found.length === 0 ? fillTemplate(each, examplesOf(each)) : undefined;
  if (filled?.kind === 'refused') found.push(template(each.conditions[0] ?? each, filled.message));
  return [...found, ...(readCatalog === undefined ? [] : fieldIssues(each, readCatalog))];
}

function holeIssues(condition: TemplateCondition, { parameters }: ExclusionTemplate): readonly Issue[] {
  const known = parameters.map(({ name }) => name);
  return holesOfCondition(condition).flatMap((name): readonly Issue[] => {
    const parameter = parameters.find((each) => each.name === name);
    const place = condition.values[0] ?? condition;
    if (parameter === undefined) {
      const near = nearestName(name, known);
      const cure = near === undefined ? 'Add it to `parameters`.' : `Did you mean \`{${near}}\`?`;
      return [template(place, `\`{${name}}\` is no parameter of this exclusion. ${cure}`)];
    }
    return [];
  });
}

function unusedIssues(parameter: Parameter, { conditions }: ExclusionTemplate): readonly Issue[] {
  const { name } = parameter;
  if (conditions.some((condition) => holesOfCondition(condition).includes(name))) return [];
  return [template(parameter, `No pattern asks for \`{${name}}\`. Use it, or remove it.`, 'warning')];
}

function valueIssues(parameter: Parameter): readonly Issue[] {
  return parameter.example.flatMap((each): readonly Issue[] => {
    const message = faultOfValue(parameter, each.value);
    if (message === undefined) return [];
    const isWildcard = !parameter.allowsWildcard && /[*?]/.test(each.value);
    const { from, to } = each;
    return [isWildcard ? { code: 'lofp-wildcard', severity: 'error', message, from, to } : template(each, message)];
  });
}

/** Optional conditions may be missing: what is left must still bind enough. */
function fewestIssues({ conditions, fewest, from, to }: ExclusionTemplate): readonly Issue[] {
  const fields = new Set(conditions.map(({ field }) => field.value)).size;
  if (fewest < 1)
    return [template({ from, to }, '`fewest` is at least 1: an exclusion of nothing leaves out everything.')];
  return fields < fewest
    ? [
        template(
          { from, to },
          `This exclusion binds ${fields} fields, and \`fewest\` asks for ${fewest}. Add conditions, or say why fewer are enough by a smaller number.`,
        ),
      ]
    : [];
}

function fieldIssues({ dataset, conditions }: ExclusionTemplate, readCatalog: CatalogReader): readonly Issue[] {
  if (dataset === undefined) return [];
  const request = { index: [], integrations: [], datasets: [dataset.value], hasDataView: false };
  const known = knownDataSets(readCatalog);
  if (known.length === 0) return [];
  if (chooseDatasets(request, known).authority === 'open') {
    const near = nearestName(
      dataset.value,
      known.map(({ name }) => name),
    );
    const cure = near === undefined ? '' : ` Did you mean \`${near}\`?`;
    return [template(dataset, `No catalog knows the dataset \`${dataset.value}\`.${cure}`, 'warning')];
  }
  const fields = composeSchema(request, readCatalog);
  return conditions.flatMap(({ field }): readonly Issue[] => {
    if (fields.find(field.value) !== undefined) return [];
    const [near] = fields.nearest(field.value);
    const cure = near === undefined ? '' : ` Did you mean \`${near}\`?`;
    return [template(field, `\`${field.value}\` is no field of \`${dataset.value}\`.${cure}`, 'warning')];
  });
}

function template({ from, to }: Span, message: string, severity: Severity = 'error'): Issue {
  return { code: 'lofp-template', severity, message, from, to };
}
