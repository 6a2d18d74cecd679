// Writes a catalog as a small file: each name once, grouped by type and by the datasets that have it. Sorted, so that the same input makes the same bytes.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export function emptyFolder(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (name.endsWith('.json')) rmSync(path.join(folder, name));
}

/** Answers the number of bytes. */
export function writeJson(folder, name, value) {
  const text = `${JSON.stringify(value, null, 1)}\n`;
  writeFileSync(path.join(folder, `${name}.json`), text);
  return Buffer.byteLength(text);
}

export function toCatalogFile({ source, datasets, since, facets = {} }) {
  const { descriptions = {}, ...others } = facets;
  return {
    source,
    datasets: datasets.map(({ name }) => name),
    ...(since === undefined ? {} : { since }),
    groups: groupsOf(datasets, descriptions),
    ...omitEmpty({ drift: driftOf(datasets), ...Object.fromEntries(Object.entries(others).map(sortedFacet)) }),
  };
}

/** `commonRoots` are the first segments of the common schema's names, which are nobody's own. */
export function toIndexFile(catalogs, commonRoots) {
  return {
    catalogs: [...catalogs].sort(byName).map(({ name, title, version, datasets, copiesAll }) => ({
      name,
      ...omitEmpty({ title, version, roots: rootsOf(datasets, commonRoots), streams: streamsOf(datasets) }),
      ...(copiesAll ? { copiesAll } : {}),
      datasets: Object.fromEntries(datasets.map((dataset) => [dataset.name, dataset.indices])),
    })),
  };
}

/** The first segments of every name of a catalog. */
export function rootsOf(datasets, except = []) {
  const roots = new Set(datasets.flatMap(({ fields }) => [...fields.keys()].map((name) => name.split('.')[0])));
  return [...roots].filter((root) => !except.includes(root)).sort();
}

/** The event categories that a data set holds, where they are known; `complete`: it has no other fields than those listed. */
function streamsOf(datasets) {
  return Object.fromEntries(datasets.flatMap(({ name, stream }) => (stream === undefined ? [] : [[name, stream]])));
}

/** `{in: [numbers of datasets], fields: {type: [names]}}`; with descriptions the names are keys of an object. */
function groupsOf(datasets, descriptions) {
  const places = new Map();
  datasets.forEach(({ fields }, index) => {
    for (const [name, { type }] of fields) {
      const key = `${type} ${name}`;
      places.set(key, [...(places.get(key) ?? []), index]);
    }
  });
  const groups = new Map();
  for (const [key, indices] of [...places].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [type, name] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)];
    const group = groups.get(indices.join()) ?? { in: indices, fields: {} };
    groups.set(indices.join(), group);
    (group.fields[type] ??= []).push(name);
  }
  return [...groups.values()]
    .sort((a, b) => compareLists(a.in, b.in))
    .map((group) => withDescriptions(group, descriptions));
}

function withDescriptions(group, descriptions) {
  const isDescribed = Object.values(group.fields).some((names) => names.some((name) => name in descriptions));
  if (!isDescribed) return group;
  const fields = Object.entries(group.fields).map(([type, names]) => [
    type,
    Object.fromEntries(names.map((name) => [name, descriptions[name] ?? ''])),
  ]);
  return { ...group, fields: Object.fromEntries(fields) };
}

function compareLists(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}

function driftOf(datasets) {
  const drift = {};
  for (const { fields } of datasets)
    for (const [name, field] of fields)
      if (field.drift.length > 0) drift[name] = [...new Set([...(drift[name] ?? []), ...field.drift])].sort();
  return sortedRecord(drift);
}

function sortedFacet([name, facet]) {
  return [name, Array.isArray(facet) ? [...facet].sort() : sortedRecord(facet)];
}

export function sortedRecord(record) {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function omitEmpty(record) {
  return Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined && Object.keys(value).length > 0),
  );
}

function byName(a, b) {
  return a.name < b.name ? -1 : 1;
}
