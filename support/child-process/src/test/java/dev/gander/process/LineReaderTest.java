package dev.gander.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
  private static final String LONG = "x".repeat(200_000);

  /// Bytes arrive in pieces of a size, and are fetched in pieces of another.
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 65_536, 1_000_000})
  void linesAreReadHoweverTheyArrive(int piece) throws IOException {
    List<String> lines = new ArrayList<>();
    LineReader reader = reader("a\n\n" + LONG + "\nlast", piece);
    for (byte[] line = reader.next(); line != null; line = reader.next()) {
      lines.add(new String(line, UTF_8));
    }
    assertEquals(List.of("a", "", LONG, "last"), lines);
    assertNull(reader.next());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 65_536, 1_000_000})
  void whatIsNotReadOfALineIsSkipped(int piece) throws IOException {
    LineReader reader = reader("first " + LONG + "\nsecond\n\nlast\n", piece);
    InputStream first = reader.nextAsStream();
    assertNotNull(first);
    assertEquals("first", new String(first.readNBytes(5), UTF_8));
    InputStream second = reader.nextAsStream();
    assertNotNull(second);
    assertEquals("second", new String(second.readAllBytes(), UTF_8));
    assertEquals(-1, second.read());
    assertNotNull(reader.nextAsStream());
    assertArrayEquals("last".getBytes(UTF_8), reader.next());
    assertNull(reader.nextAsStream());
  }

  @Test
  void aLineBeyondTheLimitIsRefusedWhetherReadOrSkipped() throws IOException {
    assertThrows(IOException.class, reader(LONG + LONG, 1000)::next);
    LineReader skipping = reader(LONG + LONG + "\n", 1000);
    assertNotNull(skipping.nextAsStream());
    assertThrows(IOException.class, skipping::nextAsStream);
  }

  private static LineReader reader(String text, int piece) {
    InputStream bytes =
        new ByteArrayInputStream(text.getBytes(UTF_8)) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, piece));
          }
        };
    return new LineReader(bytes, 300_000);
  }
}
