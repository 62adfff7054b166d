/**
 * The hours of an ordinary week as blocks: what the grid and the list change. Days are 0 = Monday to 6 = Sunday,
 * times minutes from midnight, 0 to 1440. Everything here is pure.
 */

/** A stretch of one weekday, `[start, end)`, minutes from midnight. */
export interface Block {
  readonly day: number;
  readonly start: number;
  readonly end: number;
}

export const DAY_MINUTES = 1440;

/** 570 -> `09:30`. */
export function timeOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** `09:30` -> 570. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The nearest mark of a scale of `step` minutes, inside the day. */
export function snap(minute: number, step: number): number {
  return Math.min(DAY_MINUTES, Math.max(0, Math.round(minute / step) * step));
}

/** In the order of the week, those that overlap or touch as one: the engine knows no border inside open hours. */
export function mergeBlocks(blocks: readonly Block[]): Block[] {
  const merged: Block[] = [];
  for (const block of blocks.toSorted((a, b) => a.day - b.day || a.start - b.start)) {
    const last = merged.at(-1);
    if (block.end <= block.start) continue;
    if (last && last.day === block.day && block.start <= last.end) {
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, block.end) };
    } else merged.push(block);
  }
  return merged;
}

/** The blocks with one put in the place of another, or beside them when it replaces none; and where it went. */
export function putBlock(
  blocks: readonly Block[],
  block: Block,
  replaced?: Block,
): { readonly blocks: Block[]; readonly block: Block; readonly isMerged: boolean } {
  const others = blocks.filter((each) => !replaced || !isSame(each, replaced));
  const merged = mergeBlocks([...others, block]);
  const own = blockAt(merged, block.day, block.start) ?? block;
  return { blocks: merged, block: own, isMerged: !isSame(own, block) };
}

/** The block that covers a minute of a day. */
export function blockAt(blocks: readonly Block[], day: number, minute: number): Block | undefined {
  return blocks.find((each) => each.day === day && each.start <= minute && minute < each.end);
}

export function isSame(one: Block, other: Block): boolean {
  return one.day === other.day && one.start === other.start && one.end === other.end;
}

/** Moved by days and minutes as far as the week and the day reach, as long as it was. */
export function moveBlock(block: Block, days: number, minutes: number): Block {
  const shift = Math.min(DAY_MINUTES - block.end, Math.max(-block.start, minutes));
  const day = Math.min(6, Math.max(0, block.day + days));
  return { day, start: block.start + shift, end: block.end + shift };
}

/** One end moved to a minute; at least `step` minutes are left. */
export function resizeBlock(block: Block, edge: 'start' | 'end', minute: number, step: number): Block {
  return edge === 'start'
    ? { ...block, start: Math.max(0, Math.min(minute, block.end - step)) }
    : { ...block, end: Math.min(DAY_MINUTES, Math.max(minute, block.start + step)) };
}

/** Between two points of a drag, whichever came first; at least one step long. */
export function spanBlock(day: number, anchor: number, minute: number, step: number): Block {
  const floor = Math.min(DAY_MINUTES - step, Math.floor(anchor / step) * step);
  const other = snap(minute, step);
  return other > floor
    ? { day, start: floor, end: Math.max(other, floor + step) }
    : { day, start: other, end: Math.min(DAY_MINUTES, floor + step) };
}

/** The other days get the hours of this one instead of their own. */
export function copyDay(blocks: readonly Block[], from: number, to: readonly number[]): Block[] {
  const hours = blocks.filter(({ day }) => day === from);
  const targets = to.filter((day) => day !== from);
  const others = blocks.filter(({ day }) => !targets.includes(day));
  return mergeBlocks([...others, ...targets.flatMap((day) => hours.map((block) => ({ ...block, day })))]);
}

/** A further stretch for a day: an hour where there is room after what stands, else in the first gap. */
export function nextBlock(blocks: readonly Block[], day: number): Block | undefined {
  const own = blocks.filter((each) => each.day === day);
  const last = own.at(-1);
  if (!last) return { day, start: 9 * 60, end: 17 * 60 };
  if (last.end + 120 <= DAY_MINUTES) return { day, start: last.end + 60, end: last.end + 120 };
  // Apart from its neighbours, or it would be one with them.
  const ends = [0, ...own.map(({ end }) => end + 15)];
  const starts = [...own.map(({ start }) => start - 15), DAY_MINUTES];
  const index = ends.findIndex((end, i) => (starts[i] as number) - end >= 15);
  if (index < 0) return undefined;
  const start = ends[index] as number;
  return { day, start, end: Math.min(start + 60, starts[index] as number) };
}
