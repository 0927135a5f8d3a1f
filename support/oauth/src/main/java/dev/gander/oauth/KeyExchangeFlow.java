package dev.gander.oauth;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.oauth.OAuthException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// A sign-up that yields a key: the service redirects the browser to this machine with a code,
/// which is exchanged for the key. Such services send no state back; a foreign code is worthless
/// without our verifier.
///
/// @param authorize the page where users sign up
/// @param exchange the address that exchanges the code for the key
/// @param callbackName the parameter with the callback address
/// @param namesMethod whether the service requires the name of the challenge method
/// @param port the port of the browser's callback
public record KeyExchangeFlow(
    URI authorize, URI exchange, String callbackName, boolean namesMethod, CallbackPort port) {
  /// Asks the user, waits, and returns the key.
  ///
  /// @param patience how long the user has
  /// @throws OAuthException if the user takes too long or the service fails
  public String key(OAuthHttp http, Browser browser, Duration patience)
      throws InterruptedException {
    Pkce pkce = Pkce.random();
    JsonObject proof =
        JsonObject.of("code", Json.of(code(pkce, browser, patience)))
            .with("code_verifier", Json.of(pkce.verifier()));
    JsonObject asked = namesMethod ? proof.with("code_challenge_method", Json.of("S256")) : proof;
    return http.postJson(exchange, asked).orFail().need("key");
  }

  private String code(Pkce pkce, Browser browser, Duration patience) throws InterruptedException {
    try (LoopbackListener listener = port.listen(null)) {
      URI page = page(listener.port(), pkce);
      browser.tell(page, null);
      browser.open(page);
      return listener.await(patience).code();
    } catch (TimeoutException _) {
      throw new OAuthException(Kind.REFUSED, "Authentication timeout - please try again");
    }
  }

  private URI page(int callback, Pkce pkce) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put(callbackName, "http://localhost:" + callback);
    query.put("code_challenge", pkce.challenge());
    if (namesMethod) {
      query.put("code_challenge_method", "S256");
    }
    return URI.create(authorize + "?" + QueryParameters.of(query));
  }
}
