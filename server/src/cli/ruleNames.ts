// What a rule is called that does not say it itself.

/** The name of its file without the ending. */
export function baseName(path: string): string {
  return lastName(path).replace(/\.[^.]*$/, '');
}

/** Of a file or a folder. */
export function lastName(path: string): string {
  return path.replace(/[\\/]+$/, '').replace(/^.*[\\/]/, '');
}
