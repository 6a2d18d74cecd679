// The settings that the server reads, with their defaults. Whatever an editor sends, the answer has the right types.

export interface Settings {
  /** Path of an Elasticsearch mapping, absolute or relative to the workspace folder; empty for none. */
  readonly mapping: string;
  readonly formatWidth: number;
  readonly hintIgnoredCase: boolean;
  readonly hintLiteralWildcards: boolean;
  /** Behind each arm what it removed in the last run. */
  readonly hintArms: boolean;
  /** Whether rules that are not open are checked, too. */
  readonly checkWorkspace: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  mapping: '',
  formatWidth: 120,
  hintIgnoredCase: false,
  hintLiteralWildcards: true,
  hintArms: true,
  checkWorkspace: true,
};

/** From the section `rulewright` of the editor's configuration. */
export function readSettings(section: unknown): Settings {
  const { mapping, formatWidth, hintIgnoredCase, hintLiteralWildcards, hintArms, checkWorkspace } = DEFAULT_SETTINGS;
  return {
    mapping: textAt(section, ['mapping'], mapping),
    formatWidth: Math.max(40, numberAt(section, ['format', 'width'], formatWidth)),
    hintIgnoredCase: booleanAt(section, ['inlayHints', 'ignoredCase'], hintIgnoredCase),
    hintLiteralWildcards: booleanAt(section, ['inlayHints', 'literalWildcards'], hintLiteralWildcards),
    hintArms: booleanAt(section, ['inlayHints', 'arms'], hintArms),
    checkWorkspace: booleanAt(section, ['check', 'workspace'], checkWorkspace),
  };
}

function valueAt(section: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined),
    section,
  );
}

function textAt(section: unknown, path: readonly string[], otherwise: string): string {
  const value = valueAt(section, path);
  return typeof value === 'string' ? value.trim() : otherwise;
}

function numberAt(section: unknown, path: readonly string[], otherwise: number): number {
  const value = valueAt(section, path);
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}

function booleanAt(section: unknown, path: readonly string[], otherwise: boolean): boolean {
  const value = valueAt(section, path);
  return typeof value === 'boolean' ? value : otherwise;
}

/** Commands that the editor says it has; whatever else is handed over is passed over. */
export function readCommands(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.filter((each) => typeof each === 'string') : [];
}
