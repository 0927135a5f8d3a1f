package dev.gander.domain.webhook;

import dev.gander.domain.error.InvalidInput;
import java.util.Base64;

/// Signs what is sent, so that its receiver knows where it comes from.
///
/// @param text `whsec_` and the Base64 of 24 to 64 bytes
public record WebhookSecret(String text) {
  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;

  /// @throws InvalidInput if it is none; the text does not quote it
  public WebhookSecret {
    int length = text.startsWith(PREFIX) ? decoded(text.substring(PREFIX.length())).length : 0;
    if (length < SHORTEST || length > LONGEST) {
      throw new InvalidInput("A secret is whsec_ and the Base64 of 24 to 64 bytes");
    }
  }

  public static WebhookSecret of(byte[] bytes) {
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  /// The key of the signature.
  public byte[] bytes() {
    return decoded(text.substring(PREFIX.length()));
  }

  /// It must not get into a log.
  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
