package dev.gander.adapters.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The head of an HTTP/1.0 request, which Helidon refuses, as the head of an HTTP/1.1 request to
/// the same effect. nginx speaks HTTP/1.0 to the servers behind it unless told otherwise.
final class Http10Head {
  private static final String BEGINNING = " HTTP/1.0\r\n";
  private static final String MODERN = " HTTP/1.1\r\n";
  private static final String LINE = "\r\n";
  private static final String END = "\r\n\r\n";

  /// What a client of HTTP/1.0 cannot mean (RFC 9110, 7.8 and 10.1.1), and its wish to keep the
  /// connection.
  private static final Set<String> IGNORED =
      Set.of("connection", "expect", "keep-alive", "te", "upgrade");

  private Http10Head() {}

  /// @param bytes a connection's beginning with such a head, and perhaps some of the body; a head
  ///   that has not ended is only given its new version
  /// @param host the address that the client has connected to, in case it does not name any
  static byte[] modernized(byte[] bytes, String host) {
    String text = new String(bytes, ISO_8859_1);
    int first = text.indexOf(BEGINNING);
    int end = text.indexOf(END);
    int headers = first + BEGINNING.length();
    String modern =
        end < 0
            ? text.substring(headers)
            : headers(text.substring(headers, Math.max(headers, end + LINE.length())), host)
                + text.substring(end + LINE.length());
    return (text.substring(0, first) + MODERN + modern).getBytes(ISO_8859_1);
  }

  /// @param lines each with its end
  private static String headers(String lines, String host) {
    StringBuilder headers = new StringBuilder();
    boolean isHostNamed = false;
    for (String line : lines.split(LINE)) {
      isHostNamed |= nameOf(line).equals("host");
      headers.append(header(line));
    }
    if (!isHostNamed) {
      headers.append("Host: ").append(host).append(LINE);
    }
    return headers.append("Connection: close").append(LINE).toString();
  }

  private static String header(String line) {
    String name = nameOf(line);
    if (line.isEmpty() || IGNORED.contains(name)) {
      return "";
    }
    // HTTP/1.0 has no chunks: two servers would not agree on where the body ends (RFC 9112, 6.1).
    // Helidon refuses a request with this encoding.
    return name.equals("transfer-encoding") ? "Transfer-Encoding: identity" + LINE : line + LINE;
  }

  private static String nameOf(String line) {
    return Stream.of(line.split(":", 2)).findFirst().orElse("").toLowerCase(Locale.ROOT);
  }
}
