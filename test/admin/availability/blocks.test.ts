import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Block,
  blockAt,
  copyDay,
  mergeBlocks,
  minuteOf,
  moveBlock,
  nextBlock,
  putBlock,
  resizeBlock,
  snap,
  spanBlock,
  timeOf,
} from '../../../widget/admin/availability/blocks.ts';

const block = (day: number, from: string, to: string): Block => ({
  day,
  start: minuteOf(from),
  end: minuteOf(to),
});

describe('blocks of a week', () => {
  it('write minutes as times, up to 24:00', () => {
    for (const [minute, time] of [
      [0, '00:00'],
      [570, '09:30'],
      [1440, '24:00'],
    ] as const) {
      assert.equal(timeOf(minute), time);
      assert.equal(minuteOf(time), minute);
    }
  });

  it('snap to the nearest mark inside the day', () => {
    assert.deepEqual(
      [snap(7, 15), snap(8, 15), snap(-20, 30), snap(1500, 30), snap(44, 30)],
      [0, 15, 0, 1440, 30],
    );
  });

  it('join where they overlap or touch, and are sorted', () => {
    assert.deepEqual(
      mergeBlocks([
        block(1, '09:00', '10:00'),
        block(0, '11:00', '13:00'),
        block(0, '09:00', '11:00'),
        block(0, '14:00', '15:00'),
        block(0, '09:30', '10:00'),
        block(2, '10:00', '10:00'),
      ]),
      [block(0, '09:00', '13:00'), block(0, '14:00', '15:00'), block(1, '09:00', '10:00')],
    );
  });

  it('joined or not cover the same minutes', () => {
    const some = fc.record({ day: fc.nat(6), start: fc.nat(1439), end: fc.nat(1440) });
    const minutes = (blocks: readonly Block[]) =>
      new Set(
        blocks.flatMap(({ day, start, end }) =>
          Array.from({ length: Math.max(0, end - start) }, (_, i) => day * 1440 + start + i),
        ),
      );
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), (blocks) => {
        const merged = mergeBlocks(blocks);
        assert.deepEqual(minutes(merged), minutes(blocks));
        for (const [index, each] of merged.entries()) {
          const next = merged[index + 1];
          assert.ok(!next || next.day > each.day || next.start > each.end);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('tell where a block went that was put among others', () => {
    const blocks = [block(0, '09:00', '10:00'), block(0, '14:00', '15:00')];
    const moved = putBlock(blocks, block(0, '10:30', '14:30'), blocks[0]);
    assert.deepEqual(moved, {
      blocks: [block(0, '10:30', '15:00')],
      block: block(0, '10:30', '15:00'),
      isMerged: true,
    });
    assert.equal(putBlock(blocks, block(1, '09:00', '10:00'), blocks[0]).isMerged, false);
  });

  it('are found by a minute of theirs', () => {
    const blocks = [block(3, '09:00', '10:00')];
    assert.equal(blockAt(blocks, 3, minuteOf('09:59')), blocks[0]);
    assert.equal(blockAt(blocks, 3, minuteOf('10:00')), undefined);
    assert.equal(blockAt(blocks, 2, minuteOf('09:30')), undefined);
  });

  it('move as far as the day and the week reach, and keep their length', () => {
    const noon = block(5, '12:00', '13:30');
    assert.deepEqual(moveBlock(noon, 1, 60), block(6, '13:00', '14:30'));
    assert.deepEqual(moveBlock(noon, 5, 6000), block(6, '22:30', '24:00'));
    assert.deepEqual(moveBlock(noon, -9, -6000), block(0, '00:00', '01:30'));
  });

  it('are resized to one step at least, and to 24:00 at most', () => {
    const noon = block(5, '12:00', '13:30');
    assert.deepEqual(resizeBlock(noon, 'end', 9999, 30), block(5, '12:00', '24:00'));
    assert.deepEqual(resizeBlock(noon, 'end', 0, 30), block(5, '12:00', '12:30'));
    assert.deepEqual(resizeBlock(noon, 'start', 9999, 15), block(5, '13:15', '13:30'));
    assert.deepEqual(resizeBlock(noon, 'start', -5, 15), block(5, '00:00', '13:30'));
  });

  it('are drawn downwards and upwards from where the pointer went down', () => {
    assert.deepEqual(spanBlock(0, minuteOf('09:10'), minuteOf('12:05'), 30), block(0, '09:00', '12:00'));
    assert.deepEqual(spanBlock(0, minuteOf('09:10'), minuteOf('09:12'), 30), block(0, '09:00', '09:30'));
    assert.deepEqual(spanBlock(0, minuteOf('12:10'), minuteOf('08:50'), 30), block(0, '09:00', '12:30'));
    assert.deepEqual(spanBlock(0, minuteOf('24:00'), minuteOf('24:00'), 30), block(0, '23:30', '24:00'));
  });

  it('of one day take the place of those of others', () => {
    const blocks = [block(0, '09:00', '10:00'), block(0, '14:00', '15:00'), block(2, '18:00', '19:00')];
    assert.deepEqual(copyDay(blocks, 0, [0, 2, 4]), [
      ...blocks.slice(0, 2),
      block(2, '09:00', '10:00'),
      block(2, '14:00', '15:00'),
      block(4, '09:00', '10:00'),
      block(4, '14:00', '15:00'),
    ]);
    assert.deepEqual(copyDay(blocks, 5, [0, 2]), []);
  });

  it('that are added stand apart from those of the day, until there is no room', () => {
    assert.deepEqual(nextBlock([], 3), block(3, '09:00', '17:00'));
    assert.deepEqual(nextBlock([block(3, '09:00', '12:00')], 3), block(3, '13:00', '14:00'));
    assert.deepEqual(nextBlock([block(3, '09:00', '24:00')], 3), block(3, '00:00', '01:00'));
    assert.deepEqual(
      nextBlock([block(3, '00:10', '12:00'), block(3, '13:00', '23:30')], 3),
      block(3, '12:15', '12:45'),
    );
    assert.equal(nextBlock([block(3, '00:00', '24:00')], 3), undefined);
    fc.assert(
      fc.property(
        fc.array(fc.record({ day: fc.constant(3), start: fc.nat(1439), end: fc.nat(1440) }), {
          maxLength: 6,
        }),
        (some) => {
          const blocks = mergeBlocks(some);
          const next = nextBlock(blocks, 3);
          if (next) assert.equal(mergeBlocks([...blocks, next]).length, blocks.length + 1);
        },
      ),
    );
  });
});
