import {html, type TemplateResult} from 'lit';
import {styleMap} from 'lit/directives/style-map.js';
import {followPointer} from './follow-pointer.js';

/** A handle on a chart: where it stands and what it does. Positions are layout pixels of the box it lives in. */
export interface HandleSpec {
  label: string;
  valueText: string;
  /** For assistive technology: position of the value on its scale, 0..100. */
  percent: number;
  x: number;
  y: number;
  /** The area where a press sets the value. */
  area: {left: number; top: number; width: number; height: number};
  locked?: string;
  /** The handle's name for the page's styles. Default: `handle`, of which a widget has one. */
  part?: string;
  /** It moves up and down; sideways otherwise. */
  vertical?: boolean;
  /** The reader's hand moves the value to this x, or y if it is upright. */
  move(to: number): void;
  /** The reader lets go, or the drag is broken off. */
  end(): void;
  onKey(event: KeyboardEvent): void;
}

/** Where a handle stands, as a CSS transform. */
const handleTransform = (x: number, y: number): string => `translate(${x.toFixed(2)}px,${y.toFixed(2)}px)`;

/** Moves the handle of a box without rendering it anew. False if there is none. */
export function moveHandle(box: Element | undefined, {x, y}: {readonly x: number; readonly y: number}): boolean {
  const handle = box?.querySelector<HTMLElement>('.handle');
  if (handle) handle.style.transform = handleTransform(x, y);
  return Boolean(handle);
}

/**
 * A slider on a curve. The whole area answers: press to set, drag to follow. Vertical swipes scroll the page.
 * HTML over the SVG, since Safari ignores `touch-action` on SVG.
 */
export function dragHandle(spec: HandleSpec): TemplateResult {
  const {area} = spec;
  const place = styleMap({
    left: `${area.left}px`,
    top: `${area.top}px`,
    width: `${area.width}px`,
    height: `${area.height}px`,
  });
  return html`<div class="press" style=${place} @pointerdown=${(event: PointerEvent) => startDrag(event, spec)}></div>
    <div
      class="handle"
      part=${spec.part ?? 'handle'}
      role="slider"
      tabindex="0"
      aria-label=${spec.label}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.round(spec.percent)}
      aria-valuetext=${spec.locked ? `${spec.valueText}. ${spec.locked}` : spec.valueText}
      aria-disabled=${spec.locked ? 'true' : 'false'}
      aria-orientation=${spec.vertical ? 'vertical' : 'horizontal'}
      style=${styleMap({transform: handleTransform(spec.x, spec.y)})}
      @keydown=${spec.onKey}
      @pointerdown=${(event: PointerEvent) => startDrag(event, spec)}
    ></div>`;
}

function startDrag(event: PointerEvent, spec: HandleSpec): void {
  if (event.button !== 0 || !event.isPrimary || spec.locked) return;
  const target = event.currentTarget as HTMLElement;
  const onHandle = target.classList.contains('handle');
  const box = target.parentElement!;
  const handle = box.querySelector<HTMLElement>('.handle')!;
  // A scaled slide or a zoomed page shrinks the picture but not its layout.
  const positionOf = ({clientX, clientY}: PointerEvent) => {
    const seen = box.getBoundingClientRect();
    const zoom = ancestorZoom(box);
    return spec.vertical
      ? ((clientY / zoom - seen.top) * box.offsetHeight) / seen.height
      : ((clientX / zoom - seen.left) * box.offsetWidth) / seen.width;
  };
  const start = positionOf(event);
  const offset = onHandle ? (spec.vertical ? spec.y : spec.x) - start : 0;
  followPointer(
    event,
    {
      move: (to) => spec.move(positionOf(to) + offset),
      end: ({dragged, released, event: to}) => {
        if (released && !dragged && !onHandle) spec.move(positionOf(to));
        spec.end();
      },
    },
    {target, vertical: spec.vertical ?? false},
  );
  handle.focus({preventScroll: true, focusVisible: false} as FocusOptions);
  if (event.pointerType === 'mouse') event.preventDefault();
}

/** The CSS zoom that rectangles do not show: WebKit gives them before zoom, others (which know `currentCSSZoom`) after. */
function ancestorZoom(element: Element): number {
  if ('currentCSSZoom' in Element.prototype) return 1;
  let zoom = 1;
  for (
    let at: Element | null = element;
    at;
    at = at.parentElement ?? ((at.getRootNode() as ShadowRoot).host as Element | undefined) ?? null
  ) {
    zoom *= Number(getComputedStyle(at).zoom) || 1;
  }
  return zoom;
}
