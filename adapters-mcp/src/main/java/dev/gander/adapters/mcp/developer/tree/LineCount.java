package dev.gander.adapters.mcp.developer.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.file.Path;

/// Counts the lines of files of any size, a buffer at a time. Not thread-safe.
final class LineCount {
  private static final int BUFFER = 1 << 16;

  private final CharsetDecoder decoder = UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
  private final CharBuffer characters = CharBuffer.allocate(BUFFER);
  private long ended;
  private boolean inLine;

  /// 0 for a file that cannot be read or is not UTF-8.
  long of(Path file) throws InterruptedException {
    decoder.reset();
    bytes.clear();
    characters.clear();
    ended = 0;
    inLine = false;
    try (InputStream in = new FileInputStream(file.toFile())) {
      return count(in);
    } catch (IOException e) {
      return 0;
    }
  }

  private long count(InputStream in) throws IOException, InterruptedException {
    int read = in.read(bytes.array(), 0, BUFFER);
    while (read >= 0) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      bytes.position(bytes.position() + read).flip();
      decode(false);
      bytes.compact();
      read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    }
    bytes.flip();
    decode(true);
    return ended + (inLine ? 1 : 0);
  }

  /// There are never more characters than bytes, so they always fit.
  private void decode(boolean end) throws IOException {
    var result = decoder.decode(bytes, characters, end);
    if (result.isError()) {
      result.throwException();
    }
    characters.flip();
    while (characters.hasRemaining()) {
      inLine = characters.get() != '\n';
      ended += inLine ? 0 : 1;
    }
    characters.clear();
  }
}
