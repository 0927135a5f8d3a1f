package dev.gander.adapters.http.access;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Where clients put keys in headers.
public final class GivenKeys {
  private static final String BEARER = "Bearer ";

  private GivenKeys() {}

  /// @param headers the values of headers, by their names
  public static List<String> in(Function<String, Optional<String>> headers) {
    return Stream.of(
            headers.apply("x-secret-key"),
            headers
                .apply("authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length())))
        .flatMap(Optional::stream)
        .map(String::strip)
        .toList();
  }
}
