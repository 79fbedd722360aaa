// Shows under each example the tags that make it, as they stand in this page. Runs before the elements do: they reflect their state.
for (const shown of document.querySelectorAll('.shown')) {
  const code = document.createElement('div');
  code.className = 'code';
  code.innerHTML = '<pre><code></code></pre><button type="button" class="copy">Copy</button>';
  const text = code.querySelector('code');
  text.textContent = [...shown.querySelectorAll('.reliability-tax, .prose')]
    .map((part) => (part.className === 'prose' ? part.outerHTML.replace(' class="prose"', '') : part.innerHTML.trim()))
    .join('\n\n');
  const button = code.querySelector('button');
  button.setAttribute('aria-label', `Copy the tags of “${shown.closest('.example').querySelector('h2').textContent}”`);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = 'Copied';
      setTimeout(() => (button.textContent = 'Copy'), 1500);
    } catch {
      getSelection().selectAllChildren(text);
    }
  });
  shown.append(code);
}

const presets = document.getElementById('presets');
presets.addEventListener('click', ({target}) => {
  const {scenario} = target.dataset;
  if (!scenario) return;
  for (const button of presets.querySelectorAll('[data-scenario]'))
    button.setAttribute('aria-pressed', String(button === target));
  const curve = presets.querySelector('young-daly-curve');
  curve.value = {scenario};
  presets.querySelector('code').textContent = `<young-daly-curve scenario="${scenario}"></young-daly-curve>`;
});
