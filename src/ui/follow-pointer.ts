/** How far a press may wander and still be a click, CSS pixels. */
const clickTolerance = 4;

export interface PointerFollower {
  /** The pointer is at another place. */
  move(event: PointerEvent): void;
  /** It was let go, or lost to the browser: by a cancelled gesture, by what took the capture, by the element's removal. */
  end?(how: {readonly dragged: boolean; readonly released: boolean; readonly event: PointerEvent}): void;
}

export interface FollowOptions {
  /** The element that is to hear of the pointer wherever it goes. Default: the one whose listener was called. */
  readonly target?: HTMLElement;
  /** The way that counts as a drag. Default: sideways. */
  readonly vertical?: boolean;
  /** True if the press itself is a place: there is no click to tell from a drag. */
  readonly fromPress?: boolean;
  /** True to leave a press alone until it is a drag, so that a click still sets a caret. */
  readonly captureLate?: boolean;
}

/** Follows a pressed pointer until it is let go. */
export function followPointer(press: PointerEvent, follower: PointerFollower, options: FollowOptions = {}): void {
  const {target = press.currentTarget as HTMLElement, vertical, fromPress, captureLate} = options;
  const way = (event: PointerEvent) =>
    Math.abs(vertical ? event.clientY - press.clientY : event.clientX - press.clientX);
  let dragged = false;
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== press.pointerId) return;
    if (!dragged && !fromPress && way(event) < clickTolerance) return;
    if (!dragged && captureLate) target.setPointerCapture(press.pointerId);
    dragged = true;
    follower.move(event);
  };
  const end = (event: PointerEvent): void => {
    if (event.pointerId !== press.pointerId) return;
    for (const name of endings) target.removeEventListener(name, end);
    target.removeEventListener('pointermove', move);
    follower.end?.({dragged, released: event.type === 'pointerup', event});
  };
  for (const name of endings) target.addEventListener(name, end);
  target.addEventListener('pointermove', move);
  if (!captureLate) target.setPointerCapture(press.pointerId);
}

/** `lostpointercapture` comes after a release, a cancel, and anything else that breaks the drag off. */
const endings = ['pointerup', 'pointercancel', 'lostpointercapture'] as const;
