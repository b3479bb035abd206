/**
 * Every control of the dashboard, behind one module: the toolkit is archived upstream, and its successor takes its place
 * here. Not its badge and not its data grid: the one breaks the content security policy, the other is slow.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { DirectiveResult } from 'lit-html/directive.js';
import { live } from 'lit-html/directives/live.js';
import { ref } from 'lit-html/directives/ref.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { icon, type IconName } from './icons.ts';

/** Defines the elements; once, before the first rendering. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}

export interface ButtonOptions {
  readonly label: string;
  readonly run: () => void;
  readonly icon?: IconName;
  /** `icon`: only the icon, the label as its name and tooltip. */
  readonly look?: 'primary' | 'secondary' | 'icon';
  readonly disabled?: boolean;
  /** For buttons that stay down. */
  readonly pressed?: boolean;
  readonly title?: string;
}

export function button(options: ButtonOptions): TemplateResult {
  const { label, look = 'secondary', run } = options;
  const isIcon = look === 'icon';
  const pressed = options.pressed === undefined ? nothing : options.pressed ? 'true' : 'false';
  return html`<vscode-button
    class=${options.pressed === true ? 'is-pressed' : ''}
    appearance=${look}
    aria-label=${label}
    aria-pressed=${pressed}
    title=${options.title ?? (isIcon ? label : nothing)}
    ?disabled=${options.disabled ?? false}
    @click=${run}
    >${
      options.icon === undefined
        ? nothing
        : isIcon
          ? icon(options.icon)
          : html`<span slot="start">${icon(options.icon)}</span>`
    }${isIcon ? nothing : label}</vscode-button
  >`;
}

export interface Segment {
  readonly label: string;
  readonly title: string;
  readonly pressed: boolean;
  readonly disabled: boolean;
  readonly run: () => void;
}

/** One of a few, all in sight. A disabled one still takes the focus and says in its tooltip why it cannot be chosen. */
export function segments(label: string, all: readonly Segment[]): TemplateResult {
  return html`<div class="segments" role="group" aria-label=${label}>
    ${all.map(
      ({ label: text, title, pressed, disabled, run }) =>
        html`<button
          class="segment"
          type="button"
          title=${title}
          aria-pressed=${pressed ? 'true' : 'false'}
          aria-disabled=${disabled ? 'true' : 'false'}
          @click=${() => {
            if (!disabled) run();
          }}
        >
          ${text}
        </button>`,
    )}
  </div>`;
}

export interface TextFieldOptions {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly icon?: IconName;
  readonly input: (value: string) => void;
  readonly class?: string;
}

/** A line of text; `input` is called with each change. The label is for screen readers, the placeholder for eyes. */
/** A text field of the toolkit names itself “Text field” when it enters the page: its name is given after that. */
function named(label: string): DirectiveResult {
  return ref((field) => {
    queueMicrotask(() => field?.setAttribute('aria-label', label));
  });
}

export function textField(options: TextFieldOptions): TemplateResult {
  return html`<vscode-text-field
    ${named(options.label)}
    class=${options.class ?? ''}
    placeholder=${options.placeholder ?? options.label}
    .value=${live(options.value)}
    @input=${(event: Event) => {
      options.input(valueOf(event));
    }}
    >${options.icon === undefined ? nothing : html`<span slot="start">${icon(options.icon)}</span>`}</vscode-text-field
  >`;
}

export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly disabled?: boolean;
  readonly title?: string | undefined;
}

export interface DropdownOptions {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly change: (value: string) => void;
  readonly class?: string;
}

/** A choice among few; its label stands before it. */
export function dropdown(options: DropdownOptions): TemplateResult {
  return html`<div class="field ${options.class ?? ''}">
    <span class="field-label" aria-hidden="true">${options.label}</span>
    <vscode-dropdown
      aria-label=${options.label}
      .value=${live(options.value)}
      @change=${(event: Event) => {
        const value = valueOf(event);
        if (value !== options.value) options.change(value);
      }}
    >
      ${repeat(
        options.choices,
        ({ value }) => value,
        ({ value, text, disabled, title }) =>
          html`<vscode-option
            value=${value}
            title=${title ?? nothing}
            ?disabled=${disabled ?? false}
            ?selected=${value === options.value}
            >${text}</vscode-option
          >`,
      )}
    </vscode-dropdown>
  </div>`;
}

export function checkbox(options: {
  readonly label: string;
  readonly checked: boolean;
  readonly change: (checked: boolean) => void;
  readonly disabled?: boolean;
  /** The label is only for screen readers: something beside the box says it. */
  readonly isBare?: boolean;
}): TemplateResult {
  return html`<vscode-checkbox
    aria-label=${options.label}
    .checked=${live(options.checked)}
    ?disabled=${options.disabled ?? false}
    @change=${(event: Event) => {
      const target: unknown = event.target;
      const checked = target instanceof HTMLElement && 'checked' in target && target.checked === true;
      if (checked !== options.checked) options.change(checked);
    }}
    >${options.isBare === true ? nothing : options.label}</vscode-checkbox
  >`;
}

/** Something is under way. */
export function progressRing(label: string): TemplateResult {
  return html`<vscode-progress-ring aria-label=${label}></vscode-progress-ring>`;
}

function valueOf(event: Event): string {
  const target: unknown = event.target;
  return target instanceof HTMLElement && 'value' in target && typeof target.value === 'string'
    ? target.value
    : '';
}
