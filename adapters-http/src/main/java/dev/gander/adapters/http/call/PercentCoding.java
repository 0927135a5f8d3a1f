package dev.gander.adapters.http.call;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Percent-decoding as goosed does it: `%zz` is not an error and is left as it is.
final class PercentCoding {
  private PercentCoding() {}

  /// @throws CharacterCodingException if the decoded bytes are not UTF-8
  static String strict(String raw) throws CharacterCodingException {
    return isPlain(raw, false)
        ? raw
        : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(raw, false))).toString();
  }

  /// For a query: `+` is a space, bad UTF-8 is replaced.
  static String form(String raw) {
    return isPlain(raw, true) ? raw : new String(bytes(raw, true), StandardCharsets.UTF_8);
  }

  private static boolean isPlain(String raw, boolean isForm) {
    return raw.indexOf('%') < 0 && !(isForm && raw.indexOf('+') >= 0);
  }

  private static byte[] bytes(String raw, boolean isForm) {
    byte[] in = raw.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(in.length);
    for (int i = 0; i < in.length; i++) {
      if (in[i] == '%' && i + 2 < in.length && isHex(in[i + 1]) && isHex(in[i + 2])) {
        out.put((byte) ((Character.digit(in[i + 1], 16) << 4) | Character.digit(in[i + 2], 16)));
        i += 2;
      } else {
        out.put(isForm && in[i] == '+' ? (byte) ' ' : in[i]);
      }
    }
    return Arrays.copyOf(out.array(), out.position());
  }

  private static boolean isHex(byte digit) {
    return Character.digit(digit, 16) >= 0;
  }
}
