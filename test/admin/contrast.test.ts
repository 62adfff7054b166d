import assert from 'node:assert/strict';
import { contrast } from '../../api/domain/contrast.ts';
import { checksOf, defaultTheme } from '../../widget/admin/theme/contrast.ts';

describe('legibility of a theme', () => {
  it('is measured as WCAG does', () => {
    const known = [
      ['#000000', '#FFFFFF', 21],
      ['#FFFFFF', '#FFFFFF', 1],
      ['#777777', '#FFFFFF', 4.478],
      ['#767676', '#ffffff', 4.542],
      ['#FF0000', '#FFFFFF', 3.998],
    ] as const;
    for (const [one, other, ratio] of known) {
      assert.ok(
        Math.abs(contrast(one, other) - ratio) < 0.001,
        `${one} on ${other}: ${contrast(one, other)}`,
      );
      assert.equal(contrast(one, other), contrast(other, one));
    }
  });

  const low = (theme: Parameters<typeof checksOf>[0]): string[] =>
    checksOf(theme)
      .filter(({ ratio, needed }) => ratio < needed)
      .map(({ name }) => name);

  it('finds nothing wrong with the looks that the widget has', () => {
    assert.deepEqual(low({}), []);
    assert.deepEqual(low(defaultTheme), []);
  });

  it('names what cannot be read', () => {
    assert.deepEqual(low({ primary: '#E0A000' }), ['button', 'link', 'focus']);
    assert.deepEqual(low({ background: '#6B7280' }), ['link', 'text']);
    assert.deepEqual(low({ accent: '#1B4965' }), ['countdown']);
  });
});
