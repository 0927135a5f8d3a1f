package dev.gander.oauth;

import dev.gander.oauth.OAuthHttp.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// An authorization code that the browser brings back to this machine (RFC 8252), with PKCE and a
/// state.
///
/// @param extras more parameters of the page
/// @param patience how long the user has
public record AuthorizationCodeFlow(
    AuthorizationServer server,
    OAuthClient client,
    String scope,
    Map<String, String> extras,
    CallbackPort port,
    Duration patience)
    implements TokenFlow {
  @Override
  public Answer tokens(OAuthHttp http, Browser browser) throws InterruptedException {
    Map<String, String> grant = new LinkedHashMap<>(client.fields());
    try (CodeRequest request = CodeRequest.open(port)) {
      URI page = Browser.web(page(request), server.authorize().getHost());
      browser.tell(page, null);
      browser.open(page);
      grant.putAll(request.grant(request.await(patience)));
    }
    return http.postForm(server.token(), grant).orFail();
  }

  private String page(CodeRequest request) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", client.id());
    query.put("scope", scope);
    query.putAll(extras);
    return request.page(server.authorize(), query);
  }
}
