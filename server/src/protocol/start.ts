// What the client hands over when the server starts.

/** Remembered by the client in its workspace state and handed over at start: rule key (its id, else uri#index) → uri of its sample, uris of its exceptions. */
export interface RulewrightInitializationOptions {
  readonly chosenSamples?: Readonly<Record<string, string>>;
  readonly chosenExceptions?: Readonly<Record<string, readonly string[]>>;
  /** Commands of the client that hovers and actions may carry where it has them: `ShowLofpPageCommand`, `ExcludeLofpCommand`. */
  readonly commands?: readonly string[];
}
