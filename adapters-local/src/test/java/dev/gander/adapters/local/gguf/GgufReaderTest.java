package dev.gander.adapters.local.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GgufReaderTest {
  @TempDir Path folder;

  @Test
  void tellsWhatAModelIs() throws Exception {
    GgufHeader header =
        read(
            GgufBytes.model("llama")
                .text("tokenizer.chat_template", "{% if tools %}…{% endif %}")
                .bytes());

    assertEquals("llama", header.architecture());
    assertEquals(new GgufHeader.Shape(8192, 30, 576, 9, 3, 64, 64), header.shape());
    assertEquals(2 * 30 * 3 * 128, header.shape().bytesPerToken());
    assertEquals(3, header.vocabulary());
    assertEquals(1, header.files());
    assertTrue(header.knowsTools());
    assertFalse(header.knowsThinkingSwitch());
  }

  @Test
  void ofNumbersForEachLayerTheLargestCounts() throws Exception {
    GgufHeader header =
        read(
            new GgufBytes()
                .text("general.architecture", "deci")
                .numbers("deci.attention.head_count", List.of(4, 8, 0))
                .number("deci.embedding_length", 64)
                .bytes());

    assertEquals(8, header.shape().keyValueHeads());
    assertEquals(8, header.shape().keyLength());
  }

  @ParameterizedTest
  @CsvSource({
    "4294967295, is written in version 4294967295 of the format GGUF; 2 and 3 are known",
    "1, is written in version 1 of the format GGUF; 2 and 3 are known"
  })
  void versionsOfOtherTimesAreRefused(long version, String message) {
    assertEquals(message, refused(GgufBytes.model("llama").bytes((int) version, 1, 7)));
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, 7, claims to have 9223372036854775807 tensors",
    "-1, 7, claims to have 18446744073709551615 tensors",
    "1, 4611686018427387904, claims to have 4611686018427387904 keys",
    "1, 8, has a tensor without a name of its own",
  })
  void countsThatTheFileHasNoRoomForAreRefused(long tensors, long pairs, String start) {
    String message = refused(GgufBytes.model("llama").bytes(3, tensors, pairs));

    assertTrue(message.startsWith(start), message);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 65, 0, ends before its tensors: 4 bytes are missing",
    "0, 9223372036854775807, 0, has a tensor of an impossible size",
    "0, 0, 0, has a tensor of an impossible size",
    "0, 1, 7, has a tensor in an impossible place",
    "0, 1, -32, has a tensor in an impossible place",
    "0, 1, 9223372036854775776, ends before its tensors",
  })
  void tensorsHaveToBeInTheFile(int type, long length, long offset, String start) {
    byte[] bytes =
        new GgufBytes()
            .text("general.architecture", "llama")
            .tensor("w", type, length, offset)
            .data(256)
            .bytes();

    String message = refused(bytes);
    assertTrue(message.startsWith(start), message);
  }

  @Test
  void whatIsNoModelIsRefused() {
    assertEquals("is no model in the format GGUF", refused(new byte[0]));
    assertEquals(
        "is no model in the format GGUF",
        refused("<!doctype html> and so on".getBytes(StandardCharsets.UTF_8)));
    assertEquals("does not say which architecture it has", refused(new GgufBytes().bytes()));
    assertEquals(
        "has a value of the unknown type 77 at strange",
        refused(new GgufBytes().pairOfType("strange", 77).data(64).bytes()));
    assertEquals(
        "has a tensor without a name of its own",
        refused(
            new GgufBytes()
                .text("general.architecture", "llama")
                .tensor("w", 0, 1, 0)
                .tensor("w", 0, 1, 0)
                .data(64)
                .bytes()));
    assertEquals(
        "has 3 as general.alignment",
        refused(GgufBytes.model("llama").number("general.alignment", 3).bytes()));
  }

  @Test
  void aFileThatIsCutAnywhereIsRefused() {
    byte[] whole = GgufBytes.model("llama").bytes();

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(BadModelFile.class, () -> check(cut));
    }
  }

  /// Whatever is in a file, it is read quickly, or refused.
  @Test
  void changedBytesDoNoHarm() throws Exception {
    byte[] whole =
        GgufBytes.model("llama").text("tokenizer.chat_template", "x".repeat(200)).bytes();
    Random random = new Random(16);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] mutant = whole.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        mutant[random.nextInt(mutant.length - 256)] = (byte) random.nextInt();
      }
      try {
        check(mutant);
      } catch (BadModelFile e) {
        assertFalse(e.text().isEmpty());
        refused++;
      }
    }
    assertTrue(refused > 100, "only " + refused);
  }

  @Test
  void aLengthOfAllBytesIsNotBelieved() {
    byte[] bytes = GgufBytes.model("llama").bytes();
    // The length of the first key.
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(24, Long.MAX_VALUE);

    assertTrue(refused(bytes).startsWith("claims to have 9223372036854775807 bytes of key"));
  }

  @Test
  void aDamagedKeyIsNotQuotedAsItIs() {
    String key = "\u0000\n" + "x".repeat(5000);
    byte[] bytes = new GgufBytes().text(key, "a").data(64).bytes();
    // The length of the text behind the key and its type.
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(24 + 8 + key.length() + 4, Long.MAX_VALUE);

    String message = refused(bytes);

    assertTrue(message.length() < 300, message);
    assertTrue(message.contains("bytes of ??xxx"), message);
  }

  @Test
  void aSplitModelIsAllItsFiles() throws Exception {
    Path first = folder.resolve("m-00001-of-00002.gguf");
    Files.write(first, shard(0));
    assertEquals(
        "is not complete: m-00002-of-00002.gguf is missing",
        assertThrows(BadModelFile.class, () -> GgufReader.read(first)).text());

    byte[] second = shard(1);
    Files.write(folder.resolve("m-00002-of-00002.gguf"), second);
    GgufHeader header = GgufReader.read(first);

    assertEquals(2, header.files());
    assertEquals(Files.size(first) + second.length, header.bytes());

    Files.write(folder.resolve("m-00002-of-00002.gguf"), shard(0));
    assertTrue(
        assertThrows(BadModelFile.class, () -> GgufReader.read(first))
            .text()
            .startsWith("has a part in the wrong place"));
  }

  private static byte[] shard(int number) {
    return GgufBytes.model("llama").number("split.count", 2).number("split.no", number).bytes();
  }

  private String refused(byte[] bytes) {
    return assertThrows(BadModelFile.class, () -> read(bytes)).text();
  }

  private static void check(byte[] bytes) throws Exception {
    GgufReader.readPart(new ByteArrayInputStream(bytes), bytes.length);
  }

  private GgufHeader read(byte[] bytes) throws Exception {
    return GgufReader.read(Files.write(folder.resolve("model.gguf"), bytes));
  }
}
