// What the editor lends to a page: a way to speak, and a place to keep something.
export interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** Once a page. */
export function openApi(): VsCodeApi {
  return acquireVsCodeApi();
}
