// What is used of papaparse. Its own types bring those of Node along, which the core must not know.
declare module 'papaparse' {
  export interface ParseError {
    readonly type: 'Quotes' | 'Delimiter' | 'FieldMismatch';
    readonly message: string;
  }
  export interface ParseResult {
    readonly data: readonly (readonly string[])[];
    readonly errors: readonly ParseError[];
  }
  export function unparse(
    rows: readonly (readonly string[])[],
    options: { readonly escapeFormulae: RegExp; readonly newline: string },
  ): string;
  export function parse(text: string, options: { readonly delimiter: string; readonly header?: false }): ParseResult;
}
