// What is open closes when somebody presses beside it.
import type { LitElement, ReactiveController } from 'lit';

/** Listens as long as the element is in the page. */
export class PressBeside implements ReactiveController {
  private readonly listener = (event: PointerEvent): void => {
    if (event.target instanceof Node && !this.element.contains(event.target)) this.close();
  };

  constructor(
    private readonly element: LitElement,
    private readonly close: () => void,
  ) {
    element.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('pointerdown', this.listener);
  }

  hostDisconnected(): void {
    window.removeEventListener('pointerdown', this.listener);
  }
}
