// Writes a text so that YAML reads it as that text.

/** In quotes only where it needs them. */
export function asYamlText(text: string): string {
  const isPlain = /^[^\s\-?:,[\]{}#&*!|>'"%@`][^\n]*$/.test(text) && !/: |:$| #|[,[\]{}]|\s$/.test(text);
  return isPlain ? text : JSON.stringify(text);
}
