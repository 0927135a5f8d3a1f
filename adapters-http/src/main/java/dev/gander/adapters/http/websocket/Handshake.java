package dev.gander.adapters.http.websocket;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// The opening of a WebSocket (RFC 6455, section 4). Helidon's own rejects pages of another origin,
/// and the windows of Goose Desktop have none; the secret key keeps strangers out.
final class Handshake {
  private static final HeaderName KEY = HeaderNames.create("Sec-WebSocket-Key");
  private static final HeaderName VERSION = HeaderNames.create("Sec-WebSocket-Version");
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;

  private Handshake() {}

  /// The key of a client that opens a socket properly.
  static Optional<String> key(Headers headers) {
    return headers
        .first(KEY)
        .map(String::strip)
        .filter(Handshake::isKey)
        .filter(_ -> headers.first(VERSION).filter("13"::equals).isPresent());
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// @param key the result of [#key]
  static BufferData answer(String key, Map<String, String> headers) {
    StringBuilder answer =
        new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n")
            .append("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: ")
            .append(accept(key))
            .append("\r\n");
    headers.forEach((name, value) -> answer.append(name).append(": ").append(value).append("\r\n"));
    return BufferData.create(answer.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static String accept(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-1", e);
    }
  }
}
