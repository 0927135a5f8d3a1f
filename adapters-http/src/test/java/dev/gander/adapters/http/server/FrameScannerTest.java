package dev.gander.adapters.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScannerTest {
  private static void frame(ByteArrayOutputStream out, int type, int stream, int length) {
    out.writeBytes(
        new byte[] {
          (byte) (length >> 16),
          (byte) (length >> 8),
          (byte) length,
          (byte) type,
          0,
          (byte) (stream >> 24),
          (byte) (stream >> 16),
          (byte) (stream >> 8),
          (byte) stream
        });
    byte[] payload = new byte[length];
    Arrays.fill(payload, (byte) 3);
    out.writeBytes(payload);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 9, 10, 1000, 200_000})
  void resetsAreFoundInWhateverPiecesTheBytesCome(int piece) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    frame(bytes, 4, 0, 0);
    frame(bytes, 1, 1, 300);
    frame(bytes, 3, 1, 4);
    frame(bytes, 0, 0x1234567, 70_000);
    frame(bytes, 3, 0x1234567, 4);
    frame(bytes, 8, 0, 4);
    List<Integer> found = new ArrayList<>();
    FrameScanner scanner = new FrameScanner(found::add);
    byte[] all = bytes.toByteArray();
    for (int at = 0; at < all.length; at += piece) {
      scanner.scan(Arrays.copyOfRange(all, at, Math.min(all.length, at + piece)));
    }
    assertEquals(List.of(1, 0x1234567), found);
  }
}
