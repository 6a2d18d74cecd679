// Alerts of the detection engine back to the events that they were made of. Source: the alert documents of Kibana's security solution.
import type { JsonObject } from '../engine/store';
import { isObject, leavesOf, nest, put, valueAt } from './nest';

export function isAlert(object: JsonObject): boolean {
  if (!('kibana' in object) && !('kibana.alert.uuid' in object) && !('kibana.alert.rule.uuid' in object)) return false;
  return valueAt(object, 'kibana.alert.uuid') !== undefined || valueAt(object, 'kibana.alert.rule.uuid') !== undefined;
}

/**
 * An alert has the fields of its event, but for `event.*`, which `kibana.alert.original_event.*` keeps, and the time. All else that the
 * alert says of itself stays, its ancestors among it. Undefined for an alert that stands for several events and has no original.
 */
export function restoreEvent(alert: JsonObject): JsonObject | undefined {
  const restored = nest(leavesOf(alert));
  const original = valueAt(restored, 'kibana.alert.original_event');
  const time = valueAt(restored, 'kibana.alert.original_time');
  if (!isObject(original)) return undefined;
  restored['event'] = original;
  if (time !== undefined) put(restored, '@timestamp', time);
  return restored;
}
