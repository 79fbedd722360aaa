// Light or dark: the reader's preference first, the button from then on. It does to the page what Quarto's toggle does.
{
  const button = () => document.querySelector('button.theme');
  const preference = matchMedia('(prefers-color-scheme: dark)');
  let chosen;

  function show() {
    const dark = chosen ?? preference.matches;
    document.body.classList.toggle('quarto-dark', dark);
    document.body.classList.toggle('quarto-light', !dark);
    document.documentElement.dataset.bsTheme = dark ? 'dark' : 'light';
    button()?.setAttribute('aria-pressed', String(dark));
    window.dispatchEvent(new Event('resize'));
  }

  show();
  preference.addEventListener('change', show);
  document.addEventListener('DOMContentLoaded', () => {
    show();
    button()?.addEventListener('click', () => {
      chosen = !document.body.classList.contains('quarto-dark');
      show();
    });
  });
}
