// Reads a YAML scalar of any style from its source token, with the position of every character it stands for.
import type { CST } from 'yaml';
import { createPositionMap } from '../base/positionMap';
import type { Span } from '../base/span';
import type { DecodedText } from './decoded';
import type { TextField } from './fields';
import { decodeBlock } from './yamlBlock';
import { decodeFlow, type FlowQuoting } from './yamlFlow';

/**
 * `shift` is the offset in the file of the text that the token was read from. `value` is what the yaml package makes of the token: it has
 * the last word, and where we read something else the text is kept and mapped as a whole.
 */
export function readYamlScalar(
  file: string,
  token: CST.FlowScalar | CST.BlockScalar,
  shift: number,
  value: string,
): TextField {
  if (token.type === 'block-scalar') {
    const { quoting, bounds, decoded } = decodeBlock(file, token, shift);
    return { kind: 'text', quoting, ...bounds, ...agreed(decoded, value, bounds) };
  }
  const { quoting, content, closed } = flowContent(token, shift);
  const decoded = decodeFlow(file, content, quoting);
  return { kind: 'text', quoting, ...content, ...(closed ? agreed(decoded, value, content) : decoded) };
}

function agreed(decoded: DecodedText, value: string, { from, to }: Span): DecodedText {
  if (decoded.text === value) return decoded;
  const whole = { queryFrom: 0, queryTo: value.length, fileFrom: from, fileTo: to, exact: false };
  return { text: value, map: createPositionMap([whole]) };
}

function flowContent(token: CST.FlowScalar, shift: number): { quoting: FlowQuoting; content: Span; closed: boolean } {
  const from = token.offset + shift;
  const to = from + token.source.length;
  const quote = token.source.charAt(0);
  if (token.type !== 'single-quoted-scalar' && token.type !== 'double-quoted-scalar')
    return { quoting: 'yaml-plain', content: { from, to }, closed: true };
  const closed = token.source.length > 1 && token.source.endsWith(quote);
  const content = { from: from + 1, to: closed ? to - 1 : to };
  return { quoting: token.type === 'single-quoted-scalar' ? 'yaml-single' : 'yaml-double', content, closed };
}
