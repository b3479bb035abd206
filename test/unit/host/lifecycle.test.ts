import { describe, expect, it } from 'vitest';
import { DisposableStore } from '../../../src/host/lifecycle.ts';

function recorder(): { ended: string[]; item: (name: string) => { dispose: () => void } } {
  const ended: string[] = [];
  return { ended, item: (name) => ({ dispose: () => void ended.push(name) }) };
}

describe('DisposableStore', () => {
  it('disposes last in, first out, each once', () => {
    const { ended, item } = recorder();
    const store = new DisposableStore();
    store.add(item('a'));
    store.add(item('b'));
    store.dispose();
    store.dispose();
    expect(ended).toEqual(['b', 'a']);
  });

  it('disposes at once what comes after its end', () => {
    const { ended, item } = recorder();
    const store = new DisposableStore();
    store.dispose();
    store.add(item('late'));
    expect(ended).toEqual(['late']);
  });

  it('lets one item go early and leaves strangers alone', () => {
    const { ended, item } = recorder();
    const store = new DisposableStore();
    const mine = store.add(item('mine'));
    store.remove(mine);
    store.remove(item('stranger'));
    store.dispose();
    expect(ended).toEqual(['mine']);
  });

  it('goes on when one item throws and tells at the end', () => {
    const { ended, item } = recorder();
    const store = new DisposableStore();
    store.add(item('first'));
    store.add({
      dispose: () => {
        throw new Error('stuck');
      },
    });
    expect(() => {
      store.dispose();
    }).toThrow(AggregateError);
    expect(ended).toEqual(['first']);
  });
});
