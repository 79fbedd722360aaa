import {LitElement, html} from 'lit';
import {dot, line, plot, ruleX, ruleY, text} from '@observablehq/plot';
import {chart} from './chart.js';

/** The least that draws this chart as an element: lit, the Plot names in use, a slider. */
class FloorCurve extends LitElement {
  static properties = {writeTime: {type: Number}};

  constructor() {
    super();
    this.writeTime = 120;
  }

  render() {
    return html`
      <input
        type="range"
        min="10"
        max="600"
        .value=${String(this.writeTime)}
        @input=${(event) => (this.writeTime = event.target.valueAsNumber)}
      />
      ${chart({dot, line, plot, ruleX, ruleY, text}, this.writeTime)}
    `;
  }
}

customElements.define('floor-curve', FloorCurve);
