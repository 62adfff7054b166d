import type { Theme } from '../contract/partner.ts';

/** The CSS rule that gives the widget a partner's looks; '' for looks that are the widget's own. */
export function themeRule({ radius, ...rest }: Theme): string {
  const values = { ...rest, ...(radius !== undefined && { radius: `${radius}px` }) };
  const lines = Object.entries(values).map(([name, value]) => `  --mentor-booking-${name}: ${value};`);
  return lines.length === 0 ? '' : `mentor-booking, mentor-directory {\n${lines.join('\n')}\n}\n`;
}
