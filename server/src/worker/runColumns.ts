// The columns of the results table: the fields that a query uses, as many as a table can show.
import type { Query } from '../eql/ast';
import { fieldsOf } from '../eql/walk';

const MOST = 16;
/** The names travel with every state of the panel, which has to stay small. */
const MOST_CHARACTERS = 500;

export function columnsOf(query: Query): readonly string[] {
  let characters = 0;
  return fieldsOf(query)
    .slice(0, MOST)
    .filter((path) => (characters += path.length + 3) <= MOST_CHARACTERS);
}
