package dev.gander.adapters.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The library itself, with a model that has no tensors: it hears nothing. `SpeechIT` has a real
/// one.
class WhisperTest {
  private static final int[] HEAD = {
    0x67676d6c, 51_864, 1500, 384, 6, 4, 448, 384, 6, 4, 80, 1, 80, 201
  };

  @TempDir Path folder;

  /// The library knows one word itself, a blank.
  private Path model() throws IOException {
    int filters = 80 * 201 * Float.BYTES;
    ByteBuffer bytes =
        ByteBuffer.allocate(HEAD.length * 4 + filters + 9).order(ByteOrder.LITTLE_ENDIAN);
    for (int number : HEAD) {
      bytes.putInt(number);
    }
    bytes.position(bytes.position() + filters).putInt(1).putInt(1).put((byte) ' ');
    return Files.write(folder.resolve("model.bin"), bytes.array());
  }

  @Test
  void aModelWithoutTensorsHearsNothing() throws Exception {
    Path sound = new Tone(8_000, 1, 1).write(folder.resolve("a.wav"));
    Path silence = new Tone(8_000, 1, 0).write(folder.resolve("b.wav"));
    try (Whisper whisper = Whisper.load(model())) {
      assertEquals("", whisper.textOf(sound));
      assertEquals("", whisper.textOf(silence));
    }
  }

  @Test
  void whatTheLibraryRefusesIsAFailure() throws IOException {
    Path other = Files.writeString(folder.resolve("other.bin"), "no model");

    var failure = assertThrows(LibraryFailure.class, () -> Whisper.load(other));

    assertEquals("whisper.cpp cannot read it", failure.getMessage());
  }
}
