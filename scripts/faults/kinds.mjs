// Every kind of fault that is seeded.
import { ARM_FAULTS } from './arms.mjs';
import { BRACKET_FAULTS } from './brackets.mjs';
import { FIELD_FAULTS } from './fields.mjs';
import { LIST_FAULTS } from './lists.mjs';
import { FILE_FAULTS } from './metadata.mjs';
import { SEQUENCE_FAULTS } from './sequences.mjs';
import { WORD_FAULTS } from './words.mjs';

export const FAULTS = [
  ...FIELD_FAULTS,
  ...WORD_FAULTS,
  ...BRACKET_FAULTS,
  ...LIST_FAULTS,
  ...ARM_FAULTS,
  ...SEQUENCE_FAULTS,
  ...FILE_FAULTS,
];
