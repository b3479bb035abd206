import * as vscode from 'vscode';

/** An answer of one step: what was picked, one step back, or the end of it all. */
export type Answer<T> =
  { readonly kind: 'picked'; readonly value: T } | { readonly kind: 'back' } | { readonly kind: 'end' };

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
  pick.items = question.items;
  if (question.step > 1) pick.buttons = [vscode.QuickInputButtons.Back];
  return new Promise((resolve) => {
    let answer: Answer<T> = { kind: 'end' };
    pick.onDidChangeValue((text) => {
      const own = question.other?.(text);
      pick.items = own === undefined ? question.items : [...question.items, { ...own, alwaysShow: true }];
    });
    pick.onDidTriggerButton(() => {
      answer = { kind: 'back' };
      pick.hide();
    });
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item === undefined) return;
      answer = { kind: 'picked', value: item.value };
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(answer);
    });
    pick.show();
  });
}
