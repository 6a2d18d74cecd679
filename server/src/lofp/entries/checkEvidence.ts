// What is wrong with the evidence of an entry as it is written: samples that are not there, events that are not named, conditions that are no EQL.
import type { Issue, Severity } from '../../base/issue';
import type { Span } from '../../base/span';
import { parseExpression } from '../../eql/parse';
import type { EvidenceEvents, EvidenceItem, LofpEntry, Parameter } from './entry';
import { faultOfValue } from './fillTemplate';

export function checkEvidence(
  entry: LofpEntry,
  hasFile?: (path: string, entry: LofpEntry) => boolean,
): readonly Issue[] {
  const { alerts, excluded } = entry.evidence;
  const none: Issue[] = [];
  if (alerts.length === 0)
    none.push(
      evidence(entry.id, 'No event is named that must still alert: write one under `evidence`, `alerts`.', 'warning'),
    );
  if (excluded.length === 0 && entry.exclusions.length > 0)
    none.push(
      evidence(
        entry.id,
        'No event is named that the exclusions are for: write one under `evidence`, `excluded`.',
        'warning',
      ),
    );
  const items = [...alerts, ...excluded].flatMap((item) => [
    ...sourceIssues(item.source, item, (path) => hasFile?.(path, entry) ?? true),
    ...valueIssues(item, entry),
  ]);
  return [...none, ...items];
}

function sourceIssues(source: EvidenceEvents, item: Span, hasFile: (path: string) => boolean): readonly Issue[] {
  if (source.kind === 'inline') return [];
  const { file, ids, lines, where } = source;
  if (!hasFile(file.value)) return [missingFile(file.value, file)];
  if (ids.length === 0 && lines.length === 0 && where === undefined)
    return [evidence(file, 'Say which events of the sample are meant, by `ids`, `lines` or `where`.')];
  const error =
    where === undefined ? undefined : parseExpression(where.value).issues.find(({ severity }) => severity === 'error');
  return error === undefined ? [] : [evidence(where ?? item, `\`where\` is no EQL condition: ${error.message}`)];
}

export function missingFile(path: string, place: Span): Issue {
  const message = `There is no sample \`${path}\`, seen from the folder of this entry. Its events prove nothing until it is there.`;
  return { code: 'lofp-evidence-file', severity: 'error', message, from: place.from, to: place.to };
}

function valueIssues(item: EvidenceItem, { exclusions }: LofpEntry): readonly Issue[] {
  const parameters = new Map<string, Parameter>(
    exclusions.flatMap((each) => each.parameters).map((each) => [each.name, each]),
  );
  return Object.entries(item.with).flatMap(([name, values]): readonly Issue[] => {
    const parameter = parameters.get(name);
    if (parameter === undefined) return [evidence(item, `No exclusion of this entry has a parameter \`${name}\`.`)];
    return values.flatMap((value): readonly Issue[] => {
      const message = faultOfValue(parameter, value);
      if (message === undefined) return [];
      const isWildcard = !parameter.allowsWildcard && /[*?]/.test(value);
      return [
        isWildcard ? { code: 'lofp-wildcard', severity: 'error', message, ...spanOf(item) } : evidence(item, message),
      ];
    });
  });
}

function spanOf({ from, to }: Span): Span {
  return { from, to };
}

function evidence(place: Span, message: string, severity: Severity = 'error'): Issue {
  return { code: 'lofp-evidence', severity, message, ...spanOf(place) };
}
