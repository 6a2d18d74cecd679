// What the parameters of a request must hold, as data: a request that lacks something is refused with a sentence before anything is done.

/** A `?` at the end of a key: may be absent or null. */
type Shape = 'text' | 'count' | 'number' | 'list' | 'texts' | 'counts' | 'any' | { readonly [key: string]: Shape };

const RULE: Shape = { uri: 'text', rule: 'count' };
const DOCUMENT: Shape = { textDocument: { uri: 'text' } };
const POSITION: Shape = { line: 'number', character: 'number' };
const RANGE: Shape = { start: POSITION, end: POSITION };
const PLACE: Shape = { ...DOCUMENT, position: POSITION };
const STRETCH: Shape = { ...DOCUMENT, range: RANGE };
const LENS: Shape = { range: RANGE, data: { uri: 'text', rule: 'count', lens: 'text' } };

/** Which rows are meant. */
const ROWS: Shape = {
  runId: 'count',
  'outcomes?': 'list',
  'text?': 'text',
  'group?': { field: 'text', 'value?': 'text' },
  'between?': { from: 'number', to: 'number' },
};
const SORT: Shape = { column: 'text', descending: 'any' };

const SHAPES: Readonly<Record<string, Shape | undefined>> = {
  'rulewright/run': { ...RULE, 'samples?': 'texts', 'exceptions?': 'texts' },
  'rulewright/matrix': {},
  'rulewright/cancelRun': { runId: 'count' },
  'rulewright/samples': RULE,
  'rulewright/exceptionFiles': RULE,
  'rulewright/exceptionItems': { runId: 'count', limit: 'count' },
  'rulewright/chooseSample': { ...RULE, 'sample?': 'text' },
  'rulewright/rows': { ...ROWS, from: 'count', count: 'count', 'sort?': SORT },
  'rulewright/groups': { ...ROWS, field: 'text', limit: 'count' },
  'rulewright/groupFields': { runId: 'count', limit: 'count' },
  'rulewright/hitTimeline': { ...ROWS, bins: 'count' },
  'rulewright/export': { ...ROWS, format: 'text', from: 'count', 'columns?': 'texts', 'sort?': SORT },
  'rulewright/condition': { runId: 'count', rows: 'counts' },
  'rulewright/mark': {
    runId: 'count',
    'rows?': 'counts',
    'events?': 'counts',
    'like?': { row: 'count', columns: 'texts' },
    'session?': 'count',
    'verdict?': 'text',
    'label?': 'text',
    'note?': 'text',
    'lofp?': 'text',
    'by?': 'text',
    'at?': 'text',
  },
  'rulewright/event': { runId: 'count', event: 'count' },
  'rulewright/timeline': { runId: 'count', limit: 'count' },
  'rulewright/arms': { runId: 'count' },
  'rulewright/proposals': { runId: 'count', 'rows?': 'counts' },
  'rulewright/moveProposal': { runId: 'count', proposal: 'count', path: 'text', rung: 'count' },
  'rulewright/acceptProposal': {
    runId: 'count',
    what: { kind: 'text', 'proposal?': 'count', 'refusal?': 'count', 'comment?': 'text' },
  },
  'rulewright/exceptionItem': {
    runId: 'count',
    proposal: 'count',
    name: 'text',
    'reason?': 'text',
    'owner?': 'text',
    'until?': 'text',
  },
  'rulewright/compare': { before: 'number', after: 'number', change: 'text', from: 'count', count: 'count' },
  'rulewright/runHead': RULE,
  'rulewright/lofpPage': { 'id?': 'text', 'uri?': 'text', 'line?': 'number', 'character?': 'number' },
  'rulewright/lofpExclusions': { ...RULE, 'entry?': 'text', 'runId?': 'count', 'rows?': 'counts' },
  'rulewright/lofpProposal': { runId: 'count', entry: 'text', exclusion: 'count', values: {} },
  'rulewright/lofpLink': { uri: 'text', ...POSITION, entry: 'text' },
  'rulewright/lofpNewEntry': {
    from: {
      kind: 'text',
      'runId?': 'count',
      'rows?': 'counts',
      'uri?': 'text',
      'line?': 'number',
      'character?': 'number',
    },
    'statement?': 'text',
  },
  'rulewright/exclusions': { uri: 'text' },
  'rulewright/armEvasion': { ...RULE, version: 'count', at: 'count' },
  'rulewright/findEvent': { sample: 'text', line: 'count', 'column?': 'count' },
  'rulewright/sampleDetails': { uri: 'text' },
  'rulewright/samplePage': { uri: 'text', from: 'count', count: 'count' },
  'rulewright/exportedRules': { uri: 'text' },
  'rulewright/exportedRule': { uri: 'text', index: 'count' },
  'rulewright/ruleAt': { uri: 'text', ...POSITION },
  'codeLens/resolve': LENS,
  'codeAction/resolve': { title: 'text' },
  'completionItem/resolve': { label: 'text' },
  'workspace/symbol': { query: 'text' },
  'textDocument/completion': PLACE,
  'textDocument/signatureHelp': PLACE,
  'textDocument/hover': PLACE,
  'textDocument/documentHighlight': PLACE,
  'textDocument/definition': PLACE,
  'textDocument/references': PLACE,
  'textDocument/prepareRename': PLACE,
  'textDocument/rename': { ...PLACE, newName: 'text' },
  'textDocument/onTypeFormatting': PLACE,
  'textDocument/selectionRange': { ...DOCUMENT, positions: 'list' },
  'textDocument/inlayHint': STRETCH,
  'textDocument/rangeFormatting': STRETCH,
  'textDocument/semanticTokens/range': STRETCH,
  'textDocument/semanticTokens/full/delta': { ...DOCUMENT, previousResultId: 'text' },
  'textDocument/codeAction': { ...STRETCH, context: { diagnostics: 'list', 'only?': 'list' } },
};

/** Why the parameters of a request cannot be understood, as a sentence; undefined where they can. What is there beside is no fault. */
export function faultIn(method: string, params: unknown): string | undefined {
  const shape = SHAPES[method] ?? (method.startsWith('textDocument/') ? DOCUMENT : 'any');
  const fault = mismatch(params, shape, '');
  return fault === undefined ? undefined : `${method} needs ${fault}.`;
}

const NAMES = {
  text: 'a text',
  count: 'a whole number from 0',
  number: 'a number',
  list: 'a list',
  texts: 'a list of texts',
  counts: 'a list of whole numbers from 0',
} as const;

function mismatch(value: unknown, shape: Shape, path: string): string | undefined {
  if (shape === 'any') return undefined;
  const name = path === '' ? 'its parameters' : `\`${path}\``;
  if (typeof shape === 'string') return isOf(value, shape) ? undefined : `${name} to be ${NAMES[shape]}`;
  if (typeof value !== 'object' || value === null) return `${name} to be an object`;
  for (const [key, wanted] of Object.entries(shape)) {
    const property = key.replace('?', '');
    const held = (value as Readonly<Record<string, unknown>>)[property];
    if (key !== property && (held === undefined || held === null)) continue;
    const fault = mismatch(held, wanted, path === '' ? property : `${path}.${property}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isOf(value: unknown, shape: keyof typeof NAMES): boolean {
  switch (shape) {
    case 'text':
      return typeof value === 'string';
    case 'count':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'list':
      return Array.isArray(value);
    case 'counts':
      return Array.isArray(value) && value.every((each) => isOf(each, 'count'));
    case 'texts':
      return Array.isArray(value) && value.every((each) => typeof each === 'string');
  }
}
