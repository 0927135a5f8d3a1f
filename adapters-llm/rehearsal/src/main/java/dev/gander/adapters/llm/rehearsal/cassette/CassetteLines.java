package dev.gander.adapters.llm.rehearsal.cassette;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// The lines of a file with their positions, one by one: a cassette may be larger than the memory.
final class CassetteLines implements AutoCloseable {
  private static final int LONGEST = 64 << 20;
  private static final int CHUNK = 1 << 16;

  /// The position of a line.
  ///
  /// @param number counted from 1
  /// @param start in bytes
  record Place(long number, long start, int length) {}

  /// A line that is longer than 64 MiB.
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;

    private TooLong(long number) {
      super("line " + number + " is longer than " + (LONGEST >> 20) + " MiB");
    }
  }

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int next;
  private int end;
  private long read;
  private Place place = new Place(0, 0, 0);

  CassetteLines(InputStream in) {
    this.in = in;
  }

  /// Goes to the next line; false after the last.
  boolean advance() throws IOException {
    line.reset();
    long start = read;
    while (next < end || fill()) {
      int stop = lineEnd();
      line.write(chunk, next, stop - next);
      read += stop - next;
      next = stop;
      if (line.size() > LONGEST) {
        throw new TooLong(place.number() + 1);
      }
      if (next < end) {
        next++;
        read++;
        break;
      }
    }
    place = new Place(place.number() + 1, start, line.size());
    return read > start;
  }

  /// The line, without its end.
  byte[] bytes() {
    return line.toByteArray();
  }

  Place place() {
    return place;
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, in.read(chunk));
    return end > 0;
  }

  private int lineEnd() {
    int i = next;
    while (i < end && chunk[i] != '\n') {
      i++;
    }
    return i;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
