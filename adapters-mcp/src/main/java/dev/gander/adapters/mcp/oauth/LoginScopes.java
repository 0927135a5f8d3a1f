package dev.gander.adapters.mcp.oauth;

import dev.gander.adapters.mcp.oauth.Discovery.Found;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/// Lists of scopes: which of them a login asks for.
final class LoginScopes {
  private static final String OFFLINE = "offline_access";

  private LoginScopes() {}

  /// @param text scopes with blanks between them
  static List<String> split(String text) {
    return Arrays.stream(text.split(" ")).filter(scope -> !scope.isEmpty()).distinct().toList();
  }

  /// The texts in a list of metadata.
  static List<String> in(JsonObject metadata, String member) {
    return metadata.array(member).map(JsonArray::items).orElse(List.of()).stream()
        .flatMap(item -> item instanceof JsonString(String text) ? Stream.of(text) : null)
        .toList();
  }

  static List<String> union(Collection<String> some, Collection<String> more) {
    var all = new LinkedHashSet<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  /// What the server asked for, else all that the resource has, else all that the authorization
  /// server has, else none; and a way to refresh tokens, if that takes a scope.
  ///
  /// @param had those that earlier logins have asked for
  static List<String> wanted(List<String> had, BearerChallenge challenge, Found found) {
    List<String> ofServer = found.server().scopes();
    List<String> first =
        Stream.of(challenge.scopes(), found.scopes(), ofServer)
            .filter(scopes -> !scopes.isEmpty())
            .findFirst()
            .orElse(List.of());
    List<String> offline = ofServer.contains(OFFLINE) ? List.of(OFFLINE) : List.of();
    return union(union(had, first), offline);
  }
}
