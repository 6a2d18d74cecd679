// Makes a switch over a union exhaustive for the compiler, and loud where the compiler was deceived.

export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
