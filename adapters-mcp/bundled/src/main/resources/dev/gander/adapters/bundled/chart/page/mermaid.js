'use strict';
showWith(async ({ mermaid_code: code }, theme, picture) => {
  // Otherwise it leaves a picture of its own below ours when it fails.
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    theme: theme === 'dark' ? 'dark' : 'default',
  });
  const { svg } = await mermaid.render('diagram', code);
  picture.style.height = 'auto';
  picture.innerHTML = svg;
});
