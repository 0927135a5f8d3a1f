package dev.gander.oauth;

import dev.gander.oauth.OAuthException.Kind;
import dev.gander.oauth.OAuthHttp.Answer;
import java.lang.System.Logger.Level;

/// An authorization code, or a device code if no browser can come back to this machine.
public record CodeOrDeviceFlow(AuthorizationCodeFlow code, DeviceCodeFlow device)
    implements TokenFlow {
  private static final System.Logger LOG = System.getLogger(CodeOrDeviceFlow.class.getName());

  @Override
  public Answer tokens(OAuthHttp http, Browser browser) throws InterruptedException {
    if (!browser.isThere()) {
      return device.tokens(http, browser);
    }
    try {
      return code.tokens(http, browser);
    } catch (OAuthException e) {
      if (e.kind() != Kind.NOT_POSSIBLE_HERE) {
        throw e;
      }
      LOG.log(Level.INFO, "{0}; a device code is used instead", e.text());
      return device.tokens(http, browser);
    }
  }
}
