package dev.gander.adapters.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.sound.sampled.AudioFormat.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavSoundTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("a.wav");
  }

  private static float[] all(Path file) throws Exception {
    try (WavSound sound = WavSound.open(file)) {
      return sound.read(10 * WavSound.RATE);
    }
  }

  /// How often a tone goes up through zero.
  private static int waves(float[] numbers) {
    int waves = 0;
    for (int i = 1; i < numbers.length; i++) {
      waves += numbers[i - 1] < 0 && numbers[i] >= 0 ? 1 : 0;
    }
    return waves;
  }

  private static float loudest(float[] numbers) {
    float loudest = 0;
    for (float number : numbers) {
      loudest = Math.max(loudest, Math.abs(number));
    }
    return loudest;
  }

  @ParameterizedTest
  @CsvSource({
    "16000, 1, PCM_SIGNED",
    "44100, 2, PCM_SIGNED",
    "48000, 6, PCM_SIGNED",
    "8000,  1, ULAW",
    "8000,  1, ALAW",
    "96000, 1, PCM_SIGNED"
  })
  void everyRateAndEncodingBecomesTheSameTone(int rate, int channels, String encoding)
      throws Exception {
    float[] numbers = all(new Tone(rate, channels, 2).write(file(), new Encoding(encoding)));

    assertEquals(2 * WavSound.RATE, numbers.length, 100);
    assertEquals(800, waves(numbers), 10);
    assertEquals(0.5, loudest(numbers), 0.03);
  }

  @Test
  void aSoundIsReadInParts() throws Exception {
    try (WavSound sound = WavSound.open(new Tone(16_000, 1, 1).write(file()))) {
      assertEquals(10_000, sound.read(10_000).length);
      assertEquals(6_000, sound.read(10_000).length);
      assertEquals(0, sound.read(10_000).length);
    }
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Files.writeString(file(), "ID3 no sound");

    assertThrows(UnreadableSound.class, () -> WavSound.open(file()));
    assertThrows(UnreadableSound.class, () -> WavSound.open(folder.resolve("none")));
  }

  @ParameterizedTest
  @CsvSource({"24, 1", "24, 2147483647", "24, 0"})
  void ratesThatNoRecordingHasAreRefused(int place, int rate) throws IOException {
    byte[] bytes = Files.readAllBytes(new Tone(16_000, 1, 1).write(file()));
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(place, rate);
    Files.write(file(), bytes);

    assertThrows(UnreadableSound.class, () -> all(file()));
  }

  /// Whatever is wrong, it is told; it may also be read as some noise.
  @Test
  void damageNeverDoesHarm() throws Exception {
    byte[] whole = Files.readAllBytes(new Tone(16_000, 1, 1).write(file()));
    String head = new String(whole, 0, 4, StandardCharsets.US_ASCII);
    assertEquals("RIFF", head);
    Random random = new Random(16);
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(46)] = (byte) random.nextInt();
      Files.write(file(), damaged);
      try {
        assertTrue(all(file()).length <= 10 * WavSound.RATE);
      } catch (UnreadableSound e) {
        refused++;
      }
    }
    assertTrue(refused > 15, "refused only " + refused);
  }
}
