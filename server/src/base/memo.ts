// Remembers the last answers of a pure function of a text.

/** Keeps at most `limit` answers; the one unused for longest goes first. */
export function memoizeByText<T>(limit: number, compute: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined || answers.has(text)) {
      answers.delete(text);
      answers.set(text, known as T);
      return known as T;
    }
    const answer = compute(text);
    answers.set(text, answer);
    if (answers.size > limit) answers.delete(answers.keys().next().value as string);
    return answer;
  };
}
