package dev.gander.adapters.acp.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The lines of a stream in UTF-8. One thread.
final class MessageLines {
  /// In bytes, as on a socket.
  private static final int LONGEST = 64 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[64 << 10];
  private int at;
  private int end;

  MessageLines(InputStream in) {
    this.in = in;
  }

  /// The next line that is not blank; also the last one, if nothing ends it. Empty at the end.
  ///
  /// @throws IOException if the line is too long, or cannot be read
  Optional<String> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (hasMore()) {
      int begin = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, begin, at - begin);
      if (line.size() > LONGEST) {
        throw new IOException("a line is longer than " + LONGEST + " bytes");
      }
      if (at < end) {
        at++;
        String text = line.toString(StandardCharsets.UTF_8);
        if (!text.isBlank()) {
          return Optional.of(text);
        }
        line.reset();
      }
    }
    return Optional.of(line.toString(StandardCharsets.UTF_8)).filter(text -> !text.isBlank());
  }

  private boolean hasMore() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(buffer));
    }
    return at < end;
  }
}
