import { noChange } from 'lit-html';
import { directive, Directive, type ElementPart } from 'lit-html/directive.js';

/**
 * Sets CSS properties through the object model, which the content security policy allows; a `style` attribute, as lit's own
 * styleMap writes first, it does not.
 */
class CssDirective extends Directive {
  #last: Readonly<Record<string, string>> = {};

  // Its parameters are what callers of the directive pass.
  override render(properties: Readonly<Record<string, string>>): typeof noChange {
    this.#last = properties;
    return noChange;
  }

  override update(
    { element }: ElementPart,
    [properties]: [Readonly<Record<string, string>>],
  ): typeof noChange {
    if (element instanceof HTMLElement || element instanceof SVGElement) {
      for (const [name, value] of Object.entries(properties)) {
        if (this.#last[name] !== value) element.style.setProperty(name, value);
      }
    }
    this.#last = properties;
    return noChange;
  }
}

/** `<div ${css({ height: '20px' })}>`. */
export const css = directive(CssDirective);
