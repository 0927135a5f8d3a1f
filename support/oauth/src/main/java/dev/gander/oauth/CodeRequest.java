package dev.gander.oauth;

import dev.gander.oauth.OAuthException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// One authorization code that the browser brings back to this machine (RFC 8252), with PKCE and a
/// state. From when it is opened until it is closed it listens, so that the address to come back to
/// can be registered first.
public final class CodeRequest implements AutoCloseable {
  private static final int STATE = 32;

  private final Pkce pkce = Pkce.random();
  private final String state = Pkce.letters(STATE);
  private final LoopbackListener listener;
  private final String redirect;

  private CodeRequest(CallbackPort port) {
    listener = port.listen(state);
    redirect = port.address(listener.port());
  }

  /// @throws OAuthException if another program has the port
  public static CodeRequest open(CallbackPort port) {
    return new CodeRequest(port);
  }

  /// Where the browser comes back.
  public String redirectUri() {
    return redirect;
  }

  /// The address of the page on which the user grants access.
  ///
  /// @param parameters those that the service expects besides the ones for the code
  public String page(URI authorize, Map<String, String> parameters) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("redirect_uri", redirect);
    query.put("code_challenge", pkce.challenge());
    query.put("code_challenge_method", "S256");
    query.putAll(parameters);
    query.put("state", state);
    String separator = authorize.getRawQuery() == null ? "?" : "&";
    return authorize + separator + QueryParameters.of(query);
  }

  /// Waits for the browser.
  ///
  /// @throws OAuthException if the user refuses or takes too long
  public BroughtCode await(Duration patience) throws InterruptedException {
    try {
      return listener.await(patience);
    } catch (TimeoutException _) {
      throw new OAuthException(Kind.REFUSED, "Authentication timed out - please try again");
    }
  }

  /// The fields of the request that exchanges the code for tokens, apart from those of the client.
  public Map<String, String> grant(BroughtCode brought) {
    Map<String, String> grant = new LinkedHashMap<>();
    grant.put("grant_type", "authorization_code");
    grant.put("code", brought.code());
    grant.put("code_verifier", pkce.verifier());
    grant.put("redirect_uri", redirect);
    return grant;
  }

  @Override
  public void close() {
    listener.close();
  }
}
