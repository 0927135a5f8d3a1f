package dev.gander.oauth;

import dev.gander.oauth.OAuthException.Kind;
import dev.gander.oauth.OAuthHttp.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

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
  private static final int STATE = 32;

  @Override
  public Answer tokens(OAuthHttp http, Browser browser) throws InterruptedException {
    Pkce pkce = Pkce.random();
    String state = Pkce.letters(STATE);
    Map<String, String> grant = new LinkedHashMap<>(client.fields());
    grant.put("grant_type", "authorization_code");
    grant.put("code_verifier", pkce.verifier());
    try (LoopbackListener listener = port.listen(state)) {
      String back = port.address(listener.port());
      browser.openNamed(page(back, pkce, state), server.authorize().getHost());
      grant.put("redirect_uri", back);
      grant.put("code", listener.await(patience));
    } catch (TimeoutException _) {
      throw new OAuthException(Kind.REFUSED, "Authentication timed out - please try again");
    }
    return http.postForm(server.token(), grant).orFail();
  }

  private String page(String back, Pkce pkce, String state) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", client.id());
    query.put("redirect_uri", back);
    query.put("scope", scope);
    query.put("code_challenge", pkce.challenge());
    query.put("code_challenge_method", "S256");
    query.putAll(extras);
    query.put("state", state);
    return server.authorize() + "?" + QueryParameters.of(query);
  }
}
