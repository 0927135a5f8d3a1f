package dev.gander.adapters.speech.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GgmlFileTest {
  /// Up to the words: the mark, eleven sizes, and the filters with their two.
  private static final int WORDS = (1 + 11 + 2 + 80 * 201) * 4;

  @TempDir Path folder;

  private void check(byte[] bytes) throws IOException, UnusableModel {
    GgmlFile.check(Files.write(folder.resolve("model.bin"), bytes));
  }

  private String problem(byte[] bytes) {
    return assertThrows(UnusableModel.class, () -> check(bytes)).problem();
  }

  private static byte[] with(int place, int number) {
    byte[] bytes = ModelFile.whole();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(place, number);
    return bytes;
  }

  @Test
  void aWholeModelIsFine() {
    assertDoesNotThrow(() -> check(ModelFile.whole()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 47, 60_000, WORDS, WORDS + 5})
  void aCutModelIsNot(int length) {
    assertEquals("is cut off", problem(Arrays.copyOf(ModelFile.whole(), length)));
  }

  @Test
  void aModelWithMoreBehindItIsNot() {
    byte[] whole = ModelFile.whole();

    assertEquals("is cut off", problem(Arrays.copyOf(whole, whole.length + 3)));
  }

  @Test
  void anotherKindOfFileIsTold() {
    String page = "<!DOCTYPE html><html>Not found</html>";

    assertEquals("is no model of whisper.cpp", problem(page.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theFormatOfGoosedIsTold() {
    String problem = problem("GGUF\3\0\0\0".getBytes(StandardCharsets.ISO_8859_1));

    assertTrue(problem.startsWith("is a GGUF file, which goosed's engine reads"), problem);
  }

  /// Each of these lets the engine crash, or take all memory.
  @ParameterizedTest
  @CsvSource({
    "1,  1073741824, n_vocab",
    "1,  -1,         n_vocab",
    "2,  1073741824, n_audio_ctx",
    "3,  1073741824, n_audio_state",
    "4,  0,          n_audio_head",
    "4,  7,          n_audio_head",
    "5,  1000000,    n_audio_layer",
    "6,  0,          n_text_ctx",
    "7,  0,          n_text_state",
    "8,  5,          n_text_head",
    "9,  2147483647, n_text_layer",
    "10, 1073741824, n_mels",
    "10, 81,         n_mels",
    "11, 77,         ftype",
    "12, 1073741824, filters",
    "13, 1073741824, filters"
  })
  void sizesThatMakeNoSenseAreTold(int place, int number, String name) {
    assertEquals(
        "is broken: its " + name + " makes no sense", problem(with(place * Integer.BYTES, number)));
  }

  @ParameterizedTest
  @CsvSource({
    "0,  2147483647, words",
    "0,  -1,         words",
    "1,  1000000,    length of a word",
    "1,  -1,         length of a word"
  })
  void wordsThatMakeNoSenseAreTold(int place, int number, String name) {
    assertEquals(
        "is broken: its " + name + " makes no sense",
        problem(with(WORDS + place * Integer.BYTES, number)));
  }

  @Test
  void tensorsThatMakeNoSenseAreTold() {
    ModelFile head = new ModelFile().head().words("a");

    assertEquals(
        "is broken: its length of a tensor makes no sense",
        problem(head.number(3).number(1).number(0).number(1 << 20).number(1 << 20).toBytes()));
    assertEquals(
        "is broken: its type of a tensor makes no sense",
        problem(new ModelFile().head().words("a").number(1).number(1).number(77).toBytes()));
  }

  /// Whatever is wrong, it is told, and quickly.
  @Test
  void damageNeverDoesHarm() throws IOException {
    Random random = new Random(16);
    byte[] whole = ModelFile.whole();
    int refused = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged = whole.clone();
      for (int n = 0; n <= random.nextInt(4); n++) {
        int place = random.nextBoolean() ? random.nextInt(56) : random.nextInt(WORDS, whole.length);
        damaged[place] = (byte) random.nextInt();
      }
      try {
        check(damaged);
      } catch (UnusableModel e) {
        refused++;
      }
    }
    assertTrue(refused > 150, "refused only " + refused);
  }
}
