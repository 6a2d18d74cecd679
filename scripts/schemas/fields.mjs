// The fields of one dataset while its catalog is made: names put right, types joined, contradictions kept as drift.

/** Of two types for one field the earlier raises fewer issues, so it is the one kept. */
const LENIENT = ['keyword', 'wildcard', 'constant_keyword', 'flattened', 'object'];
const STRICT = ['nested', 'match_only_text', 'text'];

/** A name to a type and the types that other sources give it. */
export function newFields() {
  return new Map();
}

export function addFields(fields, types) {
  for (const [name, type] of Object.entries(types)) for (const each of cleanNames(name)) addField(fields, each, type);
}

/** The last word on a field: what it was before is remembered as drift. */
export function overrideFields(fields, types) {
  for (const [name, type] of Object.entries(types)) {
    for (const each of cleanNames(name)) {
      const before = fields.get(each);
      const drift = [...(before?.drift ?? []), ...(before === undefined ? [] : [before.type])];
      fields.set(each, { type, drift: drift.filter((other) => other !== type) });
    }
  }
}

export function addField(fields, name, type) {
  if (type === 'group') return;
  const before = fields.get(name);
  if (before === undefined) fields.set(name, { type, drift: [] });
  else if (before.type !== type) fields.set(name, joined(before, type));
}

function joined({ type, drift }, other) {
  const [kept, left] = rankOf(other) < rankOf(type) ? [other, type] : [type, other];
  return { type: kept, drift: [...new Set([...drift, left])].filter((each) => each !== kept).sort() };
}

function rankOf(type) {
  if (LENIENT.includes(type)) return LENIENT.indexOf(type);
  return STRICT.includes(type) ? 100 + STRICT.indexOf(type) : 50;
}

/** Lists write `a[0-3]` and `a0-N` for a row of names, leave a dot in front of some, and hold remains of their own templates. */
function cleanNames(name) {
  if (name.includes('{')) return [];
  const bare = name.replace(/^\./, '');
  const row = /^(.*)\[(\d)-(\d)\]$/.exec(bare) ?? /^(.*?)(\d)-(N)$/.exec(bare);
  if (row === null) return [bare];
  const [, stem, first, last] = row;
  const names = [];
  for (let i = Number(first); i <= (last === 'N' ? 9 : Number(last)); i++) names.push(`${stem}${i}`);
  return names;
}

/** Objects that only hold the fields listed below them say nothing; one that stays takes any name. */
export function dropListedObjects(fields) {
  const parents = new Set([...fields.keys()].flatMap(parentsOf));
  for (const [name, { type }] of fields) if (type === 'object' && parents.has(name)) fields.delete(name);
}

function parentsOf(name) {
  const parents = [];
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) parents.push(name.slice(0, dot));
  return parents;
}
