'use strict';

// The key stays in this page: it is sent in a header, and kept nowhere.
const door = document.getElementById('door');
const trouble = document.getElementById('trouble');
const root = new URL('../../', document.baseURI);

async function description(key) {
  const answer = await fetch(new URL('openapi.json', root), {
    headers: { 'X-Secret-Key': key },
    credentials: 'omit',
  });
  if (answer.status === 401) {
    throw new Error('This is not the key of this server.');
  }
  if (!answer.ok) {
    throw new Error('The server answers ' + answer.status + '.');
  }
  return answer.json();
}

function show(spec, key) {
  const page = SwaggerUIBundle({
    // Wherever a proxy has put it, the server is where this page came from.
    spec: { ...spec, servers: [{ url: root.href.replace(/\/$/, '') }] },
    domNode: document.getElementById('api'),
    docExpansion: 'none',
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    onComplete: () => page.preauthorizeApiKey('api_key', key),
  });
}

door.addEventListener('submit', async (event) => {
  event.preventDefault();
  trouble.textContent = '';
  const key = document.getElementById('key').value.trim();
  try {
    show(await description(key), key);
    door.remove();
  } catch (failure) {
    trouble.textContent = failure.message;
  }
});
