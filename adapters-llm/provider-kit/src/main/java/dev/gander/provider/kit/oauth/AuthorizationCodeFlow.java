package dev.gander.provider.kit.oauth;

import dev.gander.domain.error.ProviderException;
import dev.gander.provider.kit.oauth.OAuthHttp.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// Authorization codes that a browser brings back to this machine (RFC 8252), with PKCE and a
/// state.
///
/// @param authorize the page where users allow it
/// @param token where the code is changed for tokens
/// @param extras more that the page wants to be told
/// @param patience how long the user has
public record AuthorizationCodeFlow(
    URI authorize,
    URI token,
    OAuthClient client,
    String scope,
    Map<String, String> extras,
    CallbackPort port,
    Duration patience) {
  private static final int STATE = 32;

  /// The answer with the tokens.
  ///
  /// @throws ProviderException if the user refuses or takes too long, or the service fails
  public Answer tokens(OAuthHttp calls, Browser browser) throws InterruptedException {
    Pkce pkce = Pkce.random();
    String state = Pkce.letters(STATE);
    Map<String, String> grant = new LinkedHashMap<>(client.fields());
    grant.put("grant_type", "authorization_code");
    grant.put("code_verifier", pkce.verifier());
    try (LoopbackListener listener = port.listen(state)) {
      String back = port.address(listener.port());
      browser.openNamed(page(back, pkce, state), authorize.getHost());
      grant.put("redirect_uri", back);
      grant.put("code", listener.await(patience));
    } catch (TimeoutException _) {
      throw new ProviderException.Authentication("Authentication timed out - please try again");
    }
    return calls.postForm(token, grant).orFail();
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
    return authorize + "?" + Query.of(query);
  }
}
