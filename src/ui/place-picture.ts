const placed = new WeakMap<Element, Element>();

/**
 * Puts a drawing first into its box, in place of the one that stood there. To be called once the rest is rendered: what throws
 * before that leaves the last drawing where it is.
 */
export function placePicture(box: Element | undefined, drawing: Element | undefined): void {
  if (!box || !drawing || drawing.parentElement === box) return;
  const before = placed.get(box);
  if (before?.parentElement === box) before.remove();
  box.prepend(drawing);
  placed.set(box, drawing);
}
