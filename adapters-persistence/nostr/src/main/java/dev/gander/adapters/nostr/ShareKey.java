package dev.gander.adapters.nostr;

import dev.gander.domain.error.InvalidInput;
import java.util.HexFormat;
import java.util.Locale;

/// The secret half of a link: it decrypts what is shared. 64 lower-case hexadecimal digits; whether
/// the number is a key of the curve is not checked. Never printed.
record ShareKey(String hex) {
  private static final int BYTES = 32;

  /// @throws InvalidInput if it is not of that form
  ShareKey {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new InvalidInput("The link's key must have 64 hexadecimal digits");
    }
  }

  static ShareKey of(byte[] secret) {
    return new ShareKey(HexFormat.of().formatHex(secret));
  }

  /// Reads 64 hexadecimal digits in any case, or an `nsec1…` (NIP-19).
  ///
  /// @throws InvalidInput if it is neither
  static ShareKey parse(String text) {
    if (!text.regionMatches(true, 0, "nsec1", 0, 5)) {
      return new ShareKey(text.toLowerCase(Locale.ROOT));
    }
    byte[] secret = Bech32.decode("nsec", text);
    if (secret.length != BYTES) {
      throw new InvalidInput("The link's key must have 32 bytes");
    }
    return of(secret);
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return "ShareKey[hidden]";
  }
}
