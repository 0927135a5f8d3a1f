package dev.gander.adapters.llm.signin.signup;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.provider.kit.oauth.Browser;
import dev.gander.provider.kit.oauth.CallbackPort;
import dev.gander.provider.kit.oauth.LoopbackListener;
import dev.gander.provider.kit.oauth.OAuthHttp;
import dev.gander.provider.kit.oauth.Pkce;
import dev.gander.provider.kit.oauth.Query;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// A service that sends the browser back with a code and gives a key for it. The services repeat no
/// state; a foreign code is worth nothing without our verifier.
///
/// @param authorize the page where users sign up
/// @param exchange where the code is changed for the key
/// @param callbackName the parameter that says where to come back to
/// @param namesMethod whether the service wants to hear how the challenge is made
/// @param port where browsers come back to
record KeyForCode(
    URI authorize, URI exchange, String callbackName, boolean namesMethod, CallbackPort port)
    implements KeyFlow {
  @Override
  public String key(OAuthHttp calls, Browser browser, Duration patience)
      throws InterruptedException {
    Pkce pkce = Pkce.random();
    JsonObject proof =
        JsonObject.of("code", Json.of(code(pkce, browser, patience)))
            .with("code_verifier", Json.of(pkce.verifier()));
    JsonObject asked = namesMethod ? proof.with("code_challenge_method", Json.of("S256")) : proof;
    return calls.postJson(exchange, asked).orFail().need("key");
  }

  private String code(Pkce pkce, Browser browser, Duration patience) throws InterruptedException {
    try (LoopbackListener listener = port.listen(null)) {
      browser.open(page(listener.port(), pkce));
      return listener.await(patience);
    } catch (TimeoutException _) {
      throw new ProviderException.Authentication("Authentication timeout - please try again");
    }
  }

  private URI page(int callback, Pkce pkce) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put(callbackName, "http://localhost:" + callback);
    query.put("code_challenge", pkce.challenge());
    if (namesMethod) {
      query.put("code_challenge_method", "S256");
    }
    return URI.create(authorize + "?" + Query.of(query));
  }
}
