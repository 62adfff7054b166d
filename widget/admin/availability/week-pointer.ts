import { type Block, DAY_MINUTES } from './blocks.ts';

/**
 * How long a finger rests on the grid until it adds hours, ms; a shorter touch selects, and a move scrolls the page.
 */
const HOLD_MS = 450;

/** A pointer that moved less than this was not dragged, px. */
const SLACK = 5;

interface Point {
  readonly day: number;
  readonly minute: number;
}

/** What the pointer is drawing, before it is let go. */
export interface Drawn {
  readonly block: Block;
  readonly replaced?: Block | undefined;
}

type Edge = 'start' | 'end' | undefined;

/** What the pointer acts on: the week's grid. */
export interface PointedGrid {
  selected: Block | undefined;
  drawn: Drawn | undefined;
  /** The day and minute under the pointer. */
  at(event: PointerEvent): Point;
  /** The block and edge that an event began on. */
  hit(event: PointerEvent): { readonly block: Block | undefined; readonly edge: Edge };
  /** What a drag makes of where it began. */
  drag(from: Point, to: Point, block: Block | undefined, edge: Edge): Block;
  /** Puts a block into the week, in the place of another where one is given. */
  put(block: Block, change: 'added' | 'moved' | 'resized', replaced?: Block): void;
  select(block: Block | undefined): void;
  scrollNear(event: PointerEvent): void;
  followPointer(): void;
}

/**
 * What the pointer does on the grid. A mouse or a pen draws on empty ground, moves blocks and pulls their ends. A
 * finger scrolls, selects by a tap, adds an hour by a long press, and drags what it has selected.
 */
export class WeekPointer {
  readonly #grid: PointedGrid;

  constructor(grid: PointedGrid) {
    this.#grid = grid;
  }

  readonly down = (event: PointerEvent): void => {
    const isBeside = (event.target as HTMLElement).closest('[role=rowheader]');
    if (event.button !== 0 || !event.isPrimary || isBeside) return;
    const grid = this.#grid;
    const { block, edge } = grid.hit(event);
    const isSelected = block !== undefined && block === grid.selected;
    if (event.pointerType === 'touch' && !isSelected) this.#touch(event, block);
    else this.#drag(event, block, edge);
  };

  #touch(event: PointerEvent, block: Block | undefined): void {
    const grid = this.#grid;
    const point = grid.at(event);
    const held = block
      ? undefined
      : setTimeout(() => {
          end();
          grid.put(hourAt(point), 'added');
        }, HOLD_MS);
    const isNear = (later: PointerEvent) =>
      Math.hypot(later.clientX - event.clientX, later.clientY - event.clientY) < SLACK * 2;
    const end = this.#follow(event, {
      move: (later) => {
        if (!isNear(later)) end();
      },
      up: () => {
        end();
        grid.select(block);
      },
      end: () => clearTimeout(held),
    });
  }

  #drag(event: PointerEvent, block: Block | undefined, edge: Edge): void {
    const grid = this.#grid;
    const from: Point = grid.at(event);
    let isDragged = false;
    // No text is selected on the way, and the focus does not jump to a cell.
    event.preventDefault();
    const end = this.#follow(event, {
      move: (later) => {
        isDragged ||= Math.hypot(later.clientX - event.clientX, later.clientY - event.clientY) >= SLACK;
        if (!isDragged) return;
        grid.scrollNear(later);
        grid.drawn = { block: grid.drag(from, grid.at(later), block, edge), replaced: block };
      },
      up: () => {
        const { drawn } = grid;
        end();
        if (drawn) grid.put(drawn.block, block ? (edge ? 'resized' : 'moved') : 'added', block);
        else if (block) grid.select(block);
        else grid.put(hourAt(from), 'added');
        grid.followPointer();
      },
      end: () => {
        grid.drawn = undefined;
      },
    });
  }

  /** Listens until the pointer is let go, the browser takes it, or Escape ends it. @returns what ends it. */
  #follow(
    { pointerId }: PointerEvent,
    on: { move: (event: PointerEvent) => void; up: () => void; end: () => void },
  ): () => void {
    const abort = new AbortController();
    const { signal } = abort;
    const end = (): void => {
      abort.abort();
      on.end();
    };
    const own = (act: (event: PointerEvent) => void) => (event: PointerEvent) => {
      if (event.pointerId === pointerId) act(event);
    };
    addEventListener('pointermove', own(on.move), { signal });
    addEventListener('pointerup', own(on.up), { signal });
    addEventListener('pointercancel', own(end), { signal });
    addEventListener('keydown', (event) => event.key === 'Escape' && end(), { signal });
    return end;
  }
}

/** An hour around a point, from a half hour on. */
function hourAt({ day, minute }: Point): Block {
  const start = Math.min(DAY_MINUTES - 60, Math.floor(minute / 30) * 30);
  return { day, start, end: start + 60 };
}
