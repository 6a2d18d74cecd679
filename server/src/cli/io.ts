// Everything that a command touches outside of itself, so that a test can hand it a world of its own.
import type { Host } from '../host/host';
import { jsonText } from '../worker/jsonText';

export interface CommandIo {
  readonly host: Host;
  readonly version: string;
  /** Standard output: the report, or JSON and nothing else. */
  readonly out: (text: string) => void;
  /** Standard error: messages and progress. */
  readonly err: (text: string) => void;
  /** Columns of standard output. */
  readonly width: number;
  readonly colours: boolean;
  /** Is a person looking at standard error? */
  readonly showsProgress: boolean;
}

/** Source: docs/command-line.md. */
export const EXIT = { fine: 0, findings: 1, misuse: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The graver of two: what could not be read outweighs what was found. */
export function worse(a: ExitCode, b: ExitCode): ExitCode {
  return a > b ? a : b;
}

export function writeLine(write: (text: string) => void, line: string): void {
  write(`${line}\n`);
}

export function writeJson(io: CommandIo, value: unknown): void {
  writeLine(io.out, jsonText(value));
}
