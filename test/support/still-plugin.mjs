/** The test server's side of `render-still`: a still figure drawn in Node by the built renderer. */
export function stillPlugin() {
  return {
    name: 'render-still',
    async executeCommand({command, payload}) {
      if (command !== 'render-still') return;
      const {render} = await import('../../dist/render.js');
      return render(payload.tag, payload.attributes).svg;
    },
  };
}
