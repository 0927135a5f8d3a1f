package dev.gander.adapters.local.download;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.local.FakeHub;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestProgramTest {
  private static final byte[] CONTENT = FakeHub.content(1_000_000);

  @TempDir Path folder;

  private String answer(long... orders) throws Exception {
    Path file = Files.write(folder.resolve("a"), CONTENT);
    ByteBuffer input = ByteBuffer.allocate(orders.length * Long.BYTES);
    for (long order : orders) {
      input.putLong(order);
    }
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    DigestProgram.run(file, new ByteArrayInputStream(input.array()), output);
    return output.toString(StandardCharsets.US_ASCII).strip();
  }

  @Test
  void digestIsOfWhatWasWritten() throws Exception {
    String whole = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));
    long size = CONTENT.length;

    assertEquals(whole, answer(size, DigestProgram.FINISH));
    assertEquals(whole, answer(5, 500_000, size, DigestProgram.FINISH));
    assertEquals(whole, answer(700_000, DigestProgram.RESTART, 10, size, DigestProgram.FINISH));
  }

  @Test
  void programEndsWithItsInput() throws Exception {
    assertEquals("", answer(CONTENT.length));
    assertEquals("", answer());
  }
}
