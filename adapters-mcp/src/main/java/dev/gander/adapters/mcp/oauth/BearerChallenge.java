package dev.gander.adapters.mcp.oauth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server says in `WWW-Authenticate` about the token that it wants (RFC 6750, RFC 9728).
///
/// @param scopes those that the request needs; empty if it does not say
/// @param metadata where the metadata of the resource is, as it says
record BearerChallenge(String error, List<String> scopes, Optional<String> metadata) {
  static final BearerChallenge NONE = new BearerChallenge("", List.of(), Optional.empty());

  private static final int LONGEST = 8192;

  /// A scheme, or a parameter with its value.
  private static final Pattern PART =
      Pattern.compile(
          "([A-Za-z0-9!#$%&'*+.^_`|~-]+)(?:\\s*=\\s*(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\\s,\"]+)))?");

  /// @param headers the values of `WWW-Authenticate`, each of which may hold several challenges
  static BearerChallenge in(List<String> headers) {
    Map<String, String> parameters = new LinkedHashMap<>();
    headers.stream()
        .filter(header -> header.length() <= LONGEST)
        .forEach(header -> read(header, parameters));
    return new BearerChallenge(
        parameters.getOrDefault("error", ""),
        LoginScopes.split(parameters.getOrDefault("scope", "")),
        Optional.ofNullable(parameters.get("resource_metadata")));
  }

  private static void read(String header, Map<String, String> parameters) {
    Matcher part = PART.matcher(header);
    boolean isOurs = false;
    while (part.find()) {
      String name = part.group(1).toLowerCase(Locale.ROOT);
      String value = part.group(2) == null ? part.group(3) : unescaped(part.group(2));
      if (value == null) {
        isOurs = name.equals("bearer");
      } else if (isOurs) {
        parameters.putIfAbsent(name, value);
      }
    }
  }

  private static String unescaped(String quoted) {
    return quoted.replaceAll("\\\\(.)", "$1");
  }
}
