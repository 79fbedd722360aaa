import {box} from './widget.js';

/** The page once more in a frame, with this markup and a library of its own; its first element. One without `telling` hears of other windows only from what is stored. */
export function secondWindow<T extends Element>(markup: string, telling = true): T {
  const page = document.createElement('iframe');
  box('').append(page);
  if (!telling) Reflect.deleteProperty(page.contentWindow!, 'BroadcastChannel');
  page.contentDocument!.body.innerHTML = markup;
  const script = page.contentDocument!.createElement('script');
  script.type = 'module';
  script.src = new URL('/dist/reliability-tax.js', location.href).href;
  page.contentDocument!.head.append(script);
  return page.contentDocument!.body.firstElementChild as T;
}
