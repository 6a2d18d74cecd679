// What day it is, for answers that end: the same schema with the same day is the same object, so that nothing is checked again in vain.
import type { SchemaSource } from '../analysis/analyze';
import type { Host } from '../host/host';

export class DayDesk {
  private readonly made = new WeakMap<SchemaSource, SchemaSource & { readonly today: string }>();

  constructor(private readonly host: Pick<Host, 'today'>) {}

  withToday(source: SchemaSource): SchemaSource {
    const today = this.host.today();
    const known = this.made.get(source);
    if (known?.today === today) return known;
    const made = { ...source, today };
    this.made.set(source, made);
    return made;
  }
}
