// The codes of issues about the catalogue of known false positives: its entries, and their ties to rules.
import type { CodeFacts } from './codes';

export const LOFP_CODES: Readonly<Record<string, CodeFacts>> = {
  'lofp-broken-evidence': {
    severity: 'error',
    title: 'An event of an entry of the catalogue no longer behaves as the entry says.',
    of: 'workspace',
  },
  'lofp-duplicate-id': { severity: 'error', title: 'Two entries of the catalogue have one id.', of: 'workspace' },
  'lofp-entry': {
    severity: 'error',
    title: 'Something in an entry of the catalogue of known false positives is not understood.',
    of: 'workspace',
  },
  'lofp-evidence': {
    severity: 'warning',
    title: 'The evidence of an entry names no event, or does not say which one.',
    of: 'workspace',
  },
  'lofp-evidence-file': {
    severity: 'error',
    title: 'The evidence of an entry names a sample that is not there.',
    of: 'workspace',
  },
  'lofp-expired': {
    severity: 'warning',
    title: 'The last day of an entry of the catalogue is past.',
    of: 'workspace',
  },
  'lofp-reference': {
    severity: 'error',
    title: 'An entry names another one that is not there, or entries extend each other in a circle.',
    of: 'workspace',
  },
  'lofp-review': {
    severity: 'warning',
    title: 'The day is past on which somebody was to look at an entry of the catalogue again.',
    of: 'workspace',
  },
  'lofp-statement': {
    severity: 'warning',
    title: 'The statement of an entry is too long, holds markup, or says nothing.',
    of: 'workspace',
  },
  'lofp-template': {
    severity: 'error',
    title: 'The exclusion of an entry cannot be written, or binds fewer fields than it must.',
    of: 'workspace',
  },
  'lofp-tie': {
    severity: 'warning',
    title: 'A comment that ties an arm or a statement cannot be read.',
    of: 'workspace',
  },
  'lofp-unknown-entry': {
    severity: 'warning',
    title: 'A comment of a rule names an entry of the catalogue that is not there.',
    of: 'workspace',
  },
  'lofp-untied-arm': {
    severity: 'hint',
    title: 'No entry of the catalogue stands behind an arm of a rule that ties others.',
    of: 'workspace',
  },
  'lofp-untied-statement': {
    severity: 'hint',
    title: 'No entry of the catalogue, or no arm, stands behind a statement of a rule that ties others.',
    of: 'workspace',
  },
  'lofp-wildcard': {
    severity: 'error',
    title: 'A value holds a wildcard where its parameter forbids one.',
    of: 'workspace',
  },
};
