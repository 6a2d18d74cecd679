// The one error of the command line: it was used wrongly, or what it needs is not there.

/** `message` is one clear sentence for standard error; the exit code is 2. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}
