package dev.gander.adapters.acp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// 1 s.
class MessageLinesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000})
  void linesAreJoinedHoweverTheyCome(int atATime) throws IOException {
    assertEquals(
        List.of("{\"ä\":\"😀\"}\r", "b", "last"),
        lines(inParts("\n{\"ä\":\"😀\"}\r\n \n\nb\nlast", atATime)));
    assertEquals(List.of(), lines(inParts("", atATime)));
    assertEquals(List.of("a"), lines(inParts("a\n", atATime)));
  }

  @Test
  void aLongLineIsReadAndATooLongOneIsNot() throws IOException {
    byte[] most = new byte[64 << 20];
    assertEquals(
        most.length, new MessageLines(new ByteArrayInputStream(most)).next().get().length());

    MessageLines more = new MessageLines(new ByteArrayInputStream(new byte[(64 << 20) + 1]));
    assertThrows(IOException.class, more::next);
  }

  private static List<String> lines(InputStream in) throws IOException {
    MessageLines lines = new MessageLines(in);
    List<String> all = new ArrayList<>();
    for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
      all.add(line.get());
    }
    return all;
  }

  private static InputStream inParts(String text, int atATime) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return new ByteArrayInputStream(utf8) {
      @Override
      public synchronized int read(byte[] bytes, int offset, int length) {
        return super.read(bytes, offset, Math.min(length, atATime));
      }
    };
  }
}
