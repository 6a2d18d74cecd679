// Numbers and nouns of the reports.

/** `1 hit`, `2,400 hits`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}

export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** On one line and at most `width` long; what cannot be shown is replaced, so that a sample never writes to a terminal. */
export function oneLine(text: string, width: number): string {
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
  return plain.length <= width ? plain : `${plain.slice(0, Math.max(0, width - 1))}…`;
}
