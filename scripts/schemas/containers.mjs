// The fields of Defend for Containers: a few names of its list have no type there.
import { addField, addFields } from './fields.mjs';

/** The list's word for a type that it could not find. */
const UNTOLD = 'unknown';

/** Seen in its events; the list has it only for the leaders. */
const ALSO = { 'process.same_as_process': 'boolean' };

/** Processes beside the event's own all have the same fields, so a name without type has that of the entry leader's. */
export function addContainerFields(fields, { fields: types }) {
  const names = Object.keys(types);
  for (const [name, type] of Object.entries(types)) {
    if (type !== UNTOLD) addField(fields, name, type);
    else if (!names.some((other) => other.startsWith(`${name}.`))) addField(fields, name, leaderType(name, types));
  }
  addFields(fields, ALSO);
}

function leaderType(name, types) {
  return types[name.replace(/^process\.\w+/, 'process.entry_leader')] ?? UNTOLD;
}
