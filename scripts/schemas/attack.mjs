// The catalog of MITRE ATT&CK: names as public rules spell them, beside the facts that such a list lacks.
import { createRequire } from 'node:module';
import { sortedRecord } from './write.mjs';

const facts = createRequire(import.meta.url)('./attackFacts.json');

/** `techniquesOf`: the techniques of each tactic. `retired`: what stands since for an identifier that ATT&CK took back, empty where nothing does. */
export function attackCatalog({ tactics, techniques, subtechniques }) {
  const isRetired = ([id]) => id in facts.retired;
  const current = (names) => sortedRecord(Object.fromEntries(Object.entries(names).filter((each) => !isRetired(each))));
  return {
    tactics: sortedRecord(tactics),
    techniques: current(techniques),
    subtechniques: current(subtechniques),
    techniquesOf: Object.fromEntries(Object.entries(facts.tactics).map(([id, listed]) => [id, listed.split(' ')])),
    retired: sortedRecord(facts.retired),
  };
}
