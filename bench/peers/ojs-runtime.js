// What a Quarto page with OJS cells loads first, from the same parts: Observable's runtime, standard
// library and inspector, and the interpreter that compiles the cells in the page. Quarto's own file
// holds more (Shiny, JSX, error reports, a second parser); lib/addresses.mjs fills this one up to its
// bytes, so the network carries as much, while the page has less to execute.
import {Interpreter} from '@alex.garcia/unofficial-observablehq-compiler/dist/index-esm.js';
import {Inspector, Library, Runtime} from '@observablehq/runtime';

const library = new Library(Library.resolveFrom(new URL('/npm/', location.href).href));
const interpreter = new Interpreter({module: new Runtime(library).module()});

for (const script of document.querySelectorAll('script[type="ojs-module-contents"]')) {
  for (const {cellName, source} of JSON.parse(script.text).contents) {
    const cell = document.getElementById(cellName);
    const observer = () => (cell ? new Inspector(cell.appendChild(document.createElement('div'))) : undefined);
    interpreter.module(source, undefined, observer);
  }
}
