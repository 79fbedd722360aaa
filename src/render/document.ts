import {parseHTML} from 'linkedom';

let made: Document | undefined;

/** A page to draw with where there is no browser. */
export const nodeDocument = (): Document =>
  (made ??= parseHTML('<!doctype html><html><body></body></html>').document as unknown as Document);
