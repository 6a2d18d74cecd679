// The wire: custom requests and notifications between the editor, the server and its worker, and the panel's one state.
// Imports no other layer. Everything is plain JSON; offsets and lines are named as such.
export * from './arms';
export * from './commands';
export * from './events';
export * from './exceptions';
export * from './exports';
export * from './groups';
export * from './hitTimeline';
export * from './history';
export * from './lofp';
export * from './lofpPages';
export * from './marks';
export * from './matrix';
export * from './panel';
export * from './rowExports';
export * from './rows';
export * from './rules';
export * from './runs';
export * from './samples';
export * from './start';
export * from './tuning';
