// Turns an edit of a query into an edit of the file that holds it, with the escapes and the indentation that its quoting asks for.
// Every answer has been tried: reading the file again gives the query with the edit applied.
import type { TextEdit } from '../base/edit';
import type { EmbeddedQuery } from './document';
import { liftJsonEdit } from './jsonEdits';
import { liftTomlEdit } from './tomlEdits';
import { liftYamlEdit } from './yamlEdits';

/**
 * `edit` is in query offsets, the answer in offsets of `fileText`, from which the query was read. Undefined where the quoting cannot
 * express the new text (`'''` in a literal string). The answer may replace the whole value, quotes included, where these must change.
 */
export function liftEdit(query: EmbeddedQuery, fileText: string, edit: TextEdit): TextEdit | undefined {
  switch (query.quoting) {
    case 'plain':
      return { from: query.from + edit.from, to: query.from + edit.to, text: edit.text };
    case 'toml-basic':
    case 'toml-literal':
    case 'toml-multiline-basic':
    case 'toml-multiline-literal':
      return liftTomlEdit(query, query.quoting, fileText, edit);
    case 'json-string':
      return liftJsonEdit(query, fileText, edit);
    case 'yaml-literal':
    case 'yaml-folded':
    case 'yaml-plain':
    case 'yaml-single':
    case 'yaml-double':
      return liftYamlEdit(query, query.quoting, fileText, edit);
  }
}
