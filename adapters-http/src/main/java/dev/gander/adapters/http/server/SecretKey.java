package dev.gander.adapters.http.server;

import dev.gander.adapters.http.access.GivenKeys;
import dev.gander.adapters.http.access.SignInRoutes;
import dev.gander.adapters.http.call.Query;
import dev.gander.adapters.http.console.ConsolePages;
import dev.gander.adapters.http.openapi.ApiPage;
import dev.gander.adapters.http.operating.HealthRoutes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The server's own key, and where clients put keys: every request must carry one, except for a few
/// pages. Compared in constant time.
public final class SecretKey {
  /// Exact paths. What frames load cannot be asked for with headers: it checks the key itself. The
  /// page that asks for the key holds nothing of this server.
  private static final Set<String> OPEN =
      Set.of(
          "/status",
          "/features",
          "/mcp-ui-proxy",
          "/mcp-app-proxy",
          "/mcp-app-guest",
          ApiPage.PATH,
          ApiPage.SCRIPT,
          ApiPage.LIBRARY,
          ApiPage.STYLE);

  /// WebSockets of a page cannot send headers either: they send the key in the query, under this
  /// name.
  private static final Map<String, String> BY_QUERY = Map.of("/acp", "token");

  /// With so many characters, of so many kinds, nobody finds a key by trying.
  private static final int LONG = 24;

  private static final int VARIED = 8;

  private final byte[] expected;
  private final boolean isGuessable;

  public SecretKey(String key) {
    expected = key.getBytes(StandardCharsets.UTF_8);
    isGuessable = key.length() < LONG || key.chars().distinct().count() < VARIED;
  }

  /// Whether somebody could find it by trying, in whatever time.
  public boolean isGuessable() {
    return isGuessable;
  }

  /// Whether nobody needs a key there.
  static boolean isOpen(String method, String path) {
    return OPEN.contains(path)
        || HealthRoutes.PATHS.contains(path)
        || ConsolePages.contains(path)
        || SignInRoutes.isSignIn(method, path);
  }

  /// What a client has sent in the places for a key.
  static List<String> given(String path, Function<String, Optional<String>> headers, Query query) {
    return Stream.concat(GivenKeys.in(headers).stream(), inQuery(path, query).stream()).toList();
  }

  private static Optional<String> inQuery(String path, Query query) {
    return Optional.ofNullable(BY_QUERY.get(path)).flatMap(query::firstText);
  }

  /// Whether a text is the key, but for blanks around it.
  public boolean matches(String given) {
    return MessageDigest.isEqual(expected, given.strip().getBytes(StandardCharsets.UTF_8));
  }
}
