import * as vscode from 'vscode';

/** An answer of one step: what was picked, with its label and the text that was typed; one step back; or the end of it all. */
export type Answer<T> =
  | { readonly kind: 'picked'; readonly value: T; readonly given: Given }
  | { readonly kind: 'back' }
  | { readonly kind: 'end' };

/** How an answer was given, so that the same question can begin with it when it comes again. */
export interface Given {
  readonly label: string;
  /** For an answer that is no item of the list. */
  readonly text: string;
}

/** Where in a row of questions one stands. */
export interface StepPlace {
  readonly title: string;
  readonly step: number;
  readonly of: number;
}

export interface PickItem<T> extends vscode.QuickPickItem {
  readonly value: T;
}

interface PickQuestion<T> extends StepPlace {
  readonly placeholder: string;
  readonly items: readonly PickItem<T>[];
  /** Makes an answer of a text that is no item; left out: only items can be picked. */
  readonly other?: (text: string) => PickItem<T> | undefined;
  /** What was answered before; the list begins there. */
  readonly before: Given | undefined;
}

/** One question with a list of answers and a way back. */
export async function ask<T>(question: PickQuestion<T>): Promise<Answer<T>> {
  const pick = vscode.window.createQuickPick<PickItem<T>>();
  pick.title = question.title;
  pick.step = question.step;
  pick.totalSteps = question.of;
  pick.placeholder = question.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  const show = (text: string): void => {
    const own = question.other?.(text);
    pick.items = own === undefined ? question.items : [...question.items, { ...own, alwaysShow: true }];
  };
  const { before } = question;
  const isItem = question.items.some(({ label }) => label === before?.label);
  if (before !== undefined && !isItem) pick.value = before.text;
  show(pick.value);
  pick.activeItems = pick.items.filter(({ label }) => label === before?.label);
  if (question.step > 1) pick.buttons = [vscode.QuickInputButtons.Back];
  return new Promise((resolve) => {
    let answer: Answer<T> = { kind: 'end' };
    pick.onDidChangeValue(show);
    pick.onDidTriggerButton(() => {
      answer = { kind: 'back' };
      pick.hide();
    });
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item === undefined) return;
      answer = { kind: 'picked', value: item.value, given: { label: item.label, text: pick.value } };
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(answer);
    });
    pick.show();
  });
}
