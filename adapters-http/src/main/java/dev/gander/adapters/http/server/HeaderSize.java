package dev.gander.adapters.http.server;

import io.helidon.http.Header;
import io.helidon.http.Headers;

/// How large the headers of a request are.
final class HeaderSize {
  static final String TOO_LARGE = "Request Header Fields Too Large";

  private HeaderSize() {}

  /// In characters of names and values.
  static long of(Headers headers) {
    long size = 0;
    for (Header header : headers) {
      for (String value : header.allValues()) {
        size += header.name().length() + value.length();
      }
    }
    return size;
  }
}
