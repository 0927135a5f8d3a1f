package dev.gander.oauth;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Names and values in addresses and forms.
final class QueryParameters {
  private QueryParameters() {}

  /// In the map's order.
  static String of(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// Empty if it is malformed or repeats a name, which OAuth forbids.
  static Optional<Map<String, String>> parse(String query) {
    Map<String, String> values = new LinkedHashMap<>();
    try {
      for (String pair : query.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        String value = parts.length == 2 ? decoded(parts[1]) : "";
        if (values.put(decoded(parts[0]), value) != null) {
          return Optional.empty();
        }
      }
      return Optional.of(values);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
