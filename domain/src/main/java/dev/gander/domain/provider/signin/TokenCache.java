package dev.gander.domain.provider.signin;

import dev.gander.domain.config.GoosePaths;
import java.util.regex.Pattern;

/// Where the tokens of a sign-in are kept: a file or a folder below the folder of settings. A
/// provider names its own by [dev.gander.domain.provider.ProviderFactory#tokenCache()]; providers
/// that name the same place share their tokens. Apart from that, no two caches lie in one top
/// folder, so that neither can reach the other's files.
///
/// @param place in small letters, digits, `_`, `-` and `.`, with `/` between folders, as in
///   `acme/tokens.json`. It does not lie in one of goose's folders, such as `prompts`. A cache that
///   is a top folder itself has no `.` in its name
public record TokenCache(String place) {
  private static final String NAME = "[a-z0-9_-](?:[a-z0-9._-]*[a-z0-9_-])?";

  /// Small letters alone: some file systems take `Acme` for `acme`. No `.` at the ends: a leading
  /// one hides a file or leads elsewhere, and Windows drops a trailing one.
  private static final Pattern PLACE = Pattern.compile("[a-z0-9_-]+|[a-z0-9_-]+(?:/" + NAME + ")+");

  /// @throws IllegalArgumentException if tokens must not be kept there
  public TokenCache {
    if (!PLACE.matcher(place).matches()) {
      throw new IllegalArgumentException(
          "tokens cannot be kept in '"
              + place
              + "': it takes a file in a folder of its own, in small letters");
    }
    if (GoosePaths.CONFIG_FOLDERS.contains(top(place))) {
      throw new IllegalArgumentException(
          "tokens cannot be kept in '" + place + "', which is a folder of the program");
    }
  }

  /// The file that it is.
  public TokenFile file() {
    return new TokenFile(this, "");
  }

  /// The folder below that of settings which no other cache may use.
  public String topFolder() {
    return top(place);
  }

  private static String top(String place) {
    int end = place.indexOf('/');
    return end < 0 ? place : place.substring(0, end);
  }
}
