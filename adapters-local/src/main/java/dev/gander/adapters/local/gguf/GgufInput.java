package dev.gander.adapters.local.gguf;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Reads a header from its beginning to its end, and believes no length that the file cannot have.
/// Not thread-safe.
final class GgufInput {
  private final InputStream in;
  private final long size;
  private final ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
  private long position;

  /// @param in buffered
  /// @param size of the whole file
  GgufInput(InputStream in, long size) {
    this.in = in;
    this.size = size;
  }

  long position() {
    return position;
  }

  long left() {
    return size - position;
  }

  int u32() throws IOException {
    fill(4);
    return number.getInt(0);
  }

  long u64() throws IOException {
    fill(8);
    return number.getLong(0);
  }

  /// A number of `bytes` bytes, sign-extended if `signed`.
  long integer(int bytes, boolean signed) throws IOException {
    fill(bytes);
    long value = number.getLong(0);
    int unused = Long.SIZE - bytes * Byte.SIZE;
    return signed ? value << unused >> unused : value << unused >>> unused;
  }

  /// How many things follow that take at least `smallest` bytes each.
  ///
  /// @throws BadModelFile if there is no room for them
  long count(String what, long smallest) throws IOException, BadModelFile {
    long count = u64();
    if (count < 0 || count > left() / smallest) {
      throw new BadModelFile(
          "claims to have %s %s in the %d bytes that are left"
              .formatted(Long.toUnsignedString(count), what, left()));
    }
    return count;
  }

  /// A string of at most `longest` bytes; invalid UTF-8 is replaced.
  String text(String what, int longest) throws IOException, BadModelFile {
    long length = count("bytes of " + what, 1);
    if (length > longest) {
      throw new BadModelFile("has a %s of %d bytes".formatted(what, length));
    }
    byte[] bytes = in.readNBytes((int) length);
    advance(bytes.length, length);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  void skip(long bytes) throws IOException {
    in.skipNBytes(bytes);
    position += bytes;
  }

  private void fill(int bytes) throws IOException {
    number.putLong(0, 0);
    advance(in.readNBytes(number.array(), 0, bytes), bytes);
  }

  private void advance(int read, long wanted) throws EOFException {
    if (read < wanted) {
      throw new EOFException();
    }
    position += read;
  }
}
