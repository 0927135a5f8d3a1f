'use strict';
showWith(async ({ mermaid_code: code }, theme, picture) => {
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme: theme === 'dark' ? 'dark' : 'default' });
  const { svg } = await mermaid.render('diagram', code);
  picture.style.height = 'auto';
  picture.innerHTML = svg;
});
