// Why a piece of a sample is no event.

/**
 * `rule`: a rule of Kibana's export, or another saved object. `no-source`: an action of a bulk file without its document. `bad-row`: a row
 * of a CSV that has not the cells of its header.
 */
export type Fault =
  'not-json' | 'cut-off' | 'not-object' | 'too-long' | 'too-deep' | 'rule' | 'no-source' | 'bad-row' | 'bad-record';
