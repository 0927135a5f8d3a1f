// An MCP server with one tool, and the authorization server that it trusts: oidc-provider, whose users agree to everything.
// Prints the address of the MCP server when both listen. The argument is the folder of the packages.
import http from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const packages = createRequire(path.join(process.argv[2], 'package.json'));
const load = async name => import(pathToFileURL(packages.resolve(name)));
const { Provider } = await load('oidc-provider');
const { createRemoteJWKSet, jwtVerify } = await load('jose');

const listen = handler => new Promise(done => { const s = http.createServer((q, a) => handler(q, a)).listen(0, '127.0.0.1', () => done(s)); });
let provider, resource;
const authorization = await listen((q, a) => provider.callback()(q, a));
const issuer = `http://127.0.0.1:${authorization.address().port}`;
const json = (a, status, o, headers = {}) => { a.writeHead(status, { 'content-type': 'application/json', ...headers }); a.end(o && JSON.stringify(o)); };

const server = await listen(async (q, a) => {
  if (q.url.startsWith('/.well-known/oauth-protected-resource/mcp')) return json(a, 200, { resource, authorization_servers: [issuer], scopes_supported: ['mcp:tools'] });
  const bearer = /^Bearer (.*)$/.exec(q.headers.authorization ?? '')?.[1];
  try { await jwtVerify(bearer ?? '', createRemoteJWKSet(new URL(issuer + '/jwks')), { issuer, audience: resource }); } catch { return json(a, 401, {}, { 'www-authenticate': `Bearer scope="mcp:tools", resource_metadata="${resource.replace('/mcp', '/.well-known/oauth-protected-resource/mcp')}"` }); }
  if (q.method !== 'POST') return json(a, 405);
  let body = ''; for await (const chunk of q) body += chunk;
  const { id, method, params } = JSON.parse(body);
  if (id === undefined) return json(a, 202);
  const result = method === 'initialize' ? { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'x', version: '1' } }
    : method === 'tools/list' ? { tools: [{ name: 'ping', description: 'Answers', inputSchema: { type: 'object' } }] } : { content: [{ type: 'text', text: 'pong' }] };
  json(a, 200, { jsonrpc: '2.0', id, result });
});
resource = `http://127.0.0.1:${server.address().port}/mcp`;

provider = new Provider(issuer, {
  clientDefaults: { token_endpoint_auth_method: 'none', application_type: 'native', grant_types: ['authorization_code', 'refresh_token'] },
  features: {
    registration: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: { enabled: true, useGrantedResource: () => true,
      getResourceServerInfo: (ctx, r) => ({ scope: 'mcp:tools', audience: r, accessTokenTTL: 60, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }) },
  },
  pkce: { required: () => true },
  scopes: ['openid', 'offline_access', 'mcp:tools'],
  issueRefreshToken: async (ctx, client) => client.grantTypeAllowed('refresh_token'),
  rotateRefreshToken: true,
  interactions: { url: (ctx, interaction) => '/auto/' + interaction.uid },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
});
provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/auto/')) return next();
  const { prompt, params, session, grantId } = await provider.interactionDetails(ctx.req, ctx.res);
  if (prompt.name === 'login') return provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: 'ada' } });
  const grant = grantId ? await provider.Grant.find(grantId) : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  if (prompt.details.missingOIDCScope) grant.addOIDCScope(prompt.details.missingOIDCScope.join(' '));
  for (const [of, scopes] of Object.entries(prompt.details.missingResourceScopes ?? {})) grant.addResourceScope(of, scopes.join(' '));
  return provider.interactionFinished(ctx.req, ctx.res, { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
});
console.log(resource);
