package dev.gander.adapters.http.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  private static final int PREFACE = 24;

  private static void frame(ByteArrayOutputStream out, int type, int stream, int length) {
    frame(out, type, 0, stream, length);
  }

  private static void frame(
      ByteArrayOutputStream out, int type, int flags, int stream, int length) {
    out.writeBytes(
        new byte[] {
          (byte) (length >> 16),
          (byte) (length >> 8),
          (byte) length,
          (byte) type,
          (byte) flags,
          (byte) (stream >> 24),
          (byte) (stream >> 16),
          (byte) (stream >> 8),
          (byte) stream
        });
    byte[] payload = new byte[length];
    Arrays.fill(payload, (byte) 3);
    out.writeBytes(payload);
  }

  /// Helidon gets the reset of an open upload, once; the other ones are windows for it.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 9, 10, 1000, 200_000})
  void resetsAreFoundInWhateverPiecesTheBytesCome(int piece) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    frame(bytes, 4, 0, 0);
    frame(bytes, 1, 5, 1, 300);
    frame(bytes, 1, 4, 0x1234567, 300);
    frame(bytes, 0, 0x1234567, 70_000);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.writeBytes(bytes.toByteArray());
    frame(bytes, 3, 1, 4);
    expected.writeBytes(new byte[] {0, 0, 4, 8, 0, 0, 0, 0, 1, 0, 0, 0, 1});
    frame(bytes, 3, 0x1234567, 4);
    frame(expected, 3, 0x1234567, 4);
    frame(bytes, 3, 0x1234567, 4);
    expected.writeBytes(new byte[] {0, 0, 4, 8, 0, 1, 0x23, 0x45, 0x67, 0, 0, 0, 1});
    for (ByteArrayOutputStream both : List.of(bytes, expected)) {
      frame(both, 3, 0x1234569, 4);
      frame(both, 3, 1, 5);
      frame(both, 8, 0, 4);
      frame(both, 8, 1, 4);
    }
    RecordedFindings found = new RecordedFindings();
    assertArrayEquals(expected.toByteArray(), read(bytes.toByteArray(), piece, found));
    assertEquals(List.of(1, 0x1234567), found.resets);
    assertEquals(List.of(0x3030303), found.windows);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 9, 10, 1000})
  void settingsAreThoseThatHelidonKnows(int piece) {
    byte[] settings = {
      0,
      0,
      30,
      4,
      0,
      0,
      0,
      0,
      0, //
      0,
      8,
      0,
      0,
      0,
      1, // of RFC 8441
      0,
      4,
      0x7f,
      -1,
      -1,
      -1, // the widest window
      -1,
      4,
      1,
      2,
      3,
      4,
      0,
      6,
      1,
      2,
      3,
      4,
      0,
      4,
      -128,
      0,
      0,
      0 // too wide
    };
    byte[] expected = {
      0, 0, 30, 4, 0, 0, 0, 0, 0, //
      0, 2, 0, 0, 0, 0, //
      0, 4, 0x40, 0, 0, 0, //
      0, 2, 0, 0, 0, 0, //
      0, 6, 1, 2, 3, 4, //
      0, 4, -128, 0, 0, 0
    };
    RecordedFindings found = new RecordedFindings();
    byte[] all = concat(new byte[PREFACE], settings);
    assertArrayEquals(concat(new byte[PREFACE], expected), read(all, piece, found));
    assertEquals(List.of(-1), found.windows);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] read(byte[] all, int piece, FrameReader.Findings findings) {
    FrameReader reader = new FrameReader(findings, new Http2Streams(), 262_144);
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    for (int at = 0; at < all.length; at += piece) {
      passed.writeBytes(reader.read(Arrays.copyOfRange(all, at, Math.min(all.length, at + piece))));
    }
    return passed.toByteArray();
  }

  /// A head goes from its first byte to the frame that says so; a frame with a body ends where the
  /// body begins.
  @ParameterizedTest
  @CsvSource({
    "1, 300, 4, 5, true",
    "1, 300, 4, 308, true",
    "1, 300, 4, 309, false",
    "1, 300, 0, 309, true",
    "9, 0, 0, 9, true",
    "9, 0, 4, 9, false",
    "0, 300, 0, 8, true",
    "0, 300, 0, 9, false",
    "0, 300, 0, 200, false",
    "0, 300, 0, 309, false",
    "6, 8, 0, 16, true",
    "6, 8, 0, 17, false",
    "4, 0, 1, 9, false"
  })
  void aHeadIsOpenUntilItsLastByte(int type, int length, int flags, int come, boolean isOpen) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    frame(bytes, type, flags, 1, length);
    byte[] all =
        Arrays.copyOf("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII), PREFACE + come);
    System.arraycopy(bytes.toByteArray(), 0, all, PREFACE, come);
    for (int piece : new int[] {1, 10, 1000}) {
      RecordedFindings found = new RecordedFindings();
      read(all, piece, found);
      assertEquals(isOpen, found.isHeadOpen, "in pieces of " + piece);
    }
  }

  /// Each frame has at most 16 KB, so a long head comes in many.
  @ParameterizedTest
  @CsvSource({"262144, 0", "262145, 5", "1000000, 5"})
  void aHeadThatIsTooLongIsFound(int length, int stream) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    // One that has ended does not count.
    frame(bytes, 1, 0, 3, 16_384);
    frame(bytes, 9, 4, 3, 16_384);
    frame(bytes, 1, 0, 5, 16_384);
    for (int rest = length - 16_384; rest > 0; rest -= 16_384) {
      frame(bytes, 9, 0, 5, Math.min(rest, 16_384));
    }
    for (int piece : new int[] {1, 1000, 2_000_000}) {
      RecordedFindings found = new RecordedFindings();
      read(bytes.toByteArray(), piece, found);
      assertEquals(stream, found.tooLong);
    }
  }

  private static final class RecordedFindings implements FrameReader.Findings {
    private final List<Integer> resets = new ArrayList<>();
    private final List<Integer> windows = new ArrayList<>();
    private int tooLong;
    private boolean isHeadOpen;

    @Override
    public void reset(int stream) {
      resets.add(stream);
    }

    @Override
    public void windowGrows(int bytes) {
      windows.add(bytes);
    }

    @Override
    public void windowIsTooLarge() {
      windows.add(-1);
    }

    @Override
    public void headBegins() {
      isHeadOpen = true;
    }

    @Override
    public void headEnds() {
      isHeadOpen = false;
    }

    @Override
    public void headIsTooLong(int stream) {
      tooLong = stream;
    }
  }
}
