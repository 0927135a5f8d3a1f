package dev.gander.domain.provider.signin;

import dev.gander.domain.config.GoosePaths;
import java.util.regex.Pattern;

/// Where the tokens of a sign-in are stored: a file or a folder below the settings folder. A
/// provider names its cache in [dev.gander.domain.provider.ProviderFactory#tokenCache()]; providers
/// with the same place share their tokens. Otherwise no two caches may have the same top folder, so
/// that neither can reach the other's files.
///
/// @param place in lower-case letters, digits, `_`, `-` and `.`, with `/` between folders, as in
///   `acme/tokens.json`. It must not be inside one of goose's folders, such as `prompts`. A cache
///   that is itself a top folder has no `.` in its name
public record TokenCache(String place) {
  private static final String NAME = "[a-z0-9_-](?:[a-z0-9._-]*[a-z0-9_-])?";

  /// Lower case only: some file systems treat `Acme` and `acme` as the same name. No `.` at either
  /// end: a leading one hides a file or points elsewhere, and Windows drops a trailing one.
  private static final Pattern PLACE = Pattern.compile("[a-z0-9_-]+|[a-z0-9_-]+(?:/" + NAME + ")+");

  /// @throws IllegalArgumentException if tokens may not be stored there
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

  /// The file of a single-file cache.
  public TokenFile file() {
    return new TokenFile(this, "");
  }

  /// The folder below the settings folder that no other cache may use.
  public String topFolder() {
    return top(place);
  }

  private static String top(String place) {
    int end = place.indexOf('/');
    return end < 0 ? place : place.substring(0, end);
  }
}
