package dev.gander.adapters.http.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.WritableHeaders;
import java.util.List;

/// Headers of every answer, errors and streams included. CORS must be a literal `*`: Goose Desktop
/// rewrites the origin on the way, so an echo would not match.
final class CommonHeaders {
  private static final List<Header> ALWAYS =
      List.of(
          HeaderValues.createCached("access-control-allow-origin", "*"),
          HeaderValues.createCached(
              HeaderNames.VARY,
              "origin, access-control-request-method, access-control-request-headers"));
  private static final List<Header> PREFLIGHT =
      List.of(
          HeaderValues.createCached("access-control-allow-methods", "*"),
          HeaderValues.createCached("access-control-allow-headers", "*"));

  private CommonHeaders() {}

  static void add(WritableHeaders<?> headers) {
    ALWAYS.forEach(headers::set);
  }

  static void addPreflight(WritableHeaders<?> headers) {
    PREFLIGHT.forEach(headers::set);
  }
}
