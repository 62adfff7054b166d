import assert from 'node:assert/strict';
import { BoundedMap } from '../../../api/domain/bounded-map.ts';

describe('a bounded map', () => {
  it('forgets the entry used longest ago', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    assert.equal(map.get('a'), 1);
    map.set('c', 3);
    assert.equal(map.get('b'), undefined);
    assert.equal(map.get('a'), 1);
    assert.equal(map.get('c'), 3);
  });

  it('never holds more than its limit, and replaces a value in place', () => {
    const map = new BoundedMap<number, number>(10);
    for (let i = 0; i < 100; i++) map.set(i, i);
    assert.equal(map.size, 10);
    map.set(99, -1);
    assert.equal(map.size, 10);
    assert.equal(map.get(99), -1);
    assert.equal(map.get(90), 90);
  });
});
