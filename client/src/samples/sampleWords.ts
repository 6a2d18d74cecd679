// A sample in a few words: for its line in the tree, and for who rests the mouse on it.
import * as vscode from 'vscode';
import type { SampleDetailsAnswer, SampleFileEntry } from '../../../server/src/protocol';

export function describeSample({ bytes }: SampleFileEntry, details: SampleDetailsAnswer | undefined): string {
  if (details === undefined) return sizeOf(bytes);
  const { datasets, problem } = details;
  const [first, ...more] = datasets;
  const dataset = first === undefined ? [] : [more.length === 0 ? first : `${first} +${more.length}`];
  const parts = [...dataset, ...countOf(details), ...labelsOf(details), sizeOf(bytes)];
  return [...parts, ...(problem === undefined ? [] : [problem])].join(' · ');
}

export function explainSample(file: SampleFileEntry, details: SampleDetailsAnswer | undefined): string {
  const { datasets = [], from, to, problem } = details ?? {};
  return [
    file.label,
    ...(datasets.length === 0 ? [] : [datasets.join(', ')]),
    ...(details === undefined ? [] : countOf(details)),
    ...(from === undefined || to === undefined ? [] : [vscode.l10n.t('from {0} to {1}', from, to)]),
    ...(details === undefined ? [] : labelsOf(details)),
    sizeOf(file.bytes),
    ...(problem === undefined ? [] : [problem]),
  ].join('\n');
}

function countOf({ events, isEstimate }: SampleDetailsAnswer): readonly string[] {
  if (events === undefined) return [];
  const count = events.toLocaleString();
  if (isEstimate) return [vscode.l10n.t('about {0} events', count)];
  return [events === 1 ? vscode.l10n.t('1 event') : vscode.l10n.t('{0} events', count)];
}

function labelsOf({ labels }: SampleDetailsAnswer): readonly string[] {
  if (labels === 0) return [];
  return [labels === 1 ? vscode.l10n.t('1 label') : vscode.l10n.t('{0} labels', labels.toLocaleString())];
}

const units = ['B', 'kB', 'MB', 'GB'];

function sizeOf(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${units[unit] ?? ''}`;
}
