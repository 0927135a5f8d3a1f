package dev.gander.adapters.speech.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A small file in the form of a model, with numbers of a test's choice.
public final class ModelFile {
  private static final int[] TINY = {51864, 1500, 384, 6, 4, 448, 384, 6, 4, 80, 1};

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /// Complete, with three words and two tensors.
  public static byte[] whole() {
    return new ModelFile().head().words("a", "", "longer").tensor(1, 4, 2).tensor(8, 64).toBytes();
  }

  ModelFile number(int number) {
    bytes.writeBytes(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
    return this;
  }

  ModelFile zeros(int count) {
    bytes.writeBytes(new byte[count]);
    return this;
  }

  ModelFile head() {
    number(0x67676d6c);
    for (int number : TINY) {
      number(number);
    }
    return number(80).number(201).zeros(80 * 201 * Float.BYTES);
  }

  ModelFile words(String... words) {
    number(words.length);
    for (String word : words) {
      text(word);
    }
    return this;
  }

  private ModelFile text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    bytes.writeBytes(encoded);
    return this;
  }

  /// With two bytes for each number (type 1) or 34 for 32 of them (type 8).
  ModelFile tensor(int type, int... lengths) {
    byte[] name = "a.weight".getBytes(StandardCharsets.UTF_8);
    number(lengths.length).number(name.length).number(type);
    int numbers = 1;
    for (int length : lengths) {
      number(length);
      numbers *= length;
    }
    bytes.writeBytes(name);
    return zeros(type == 1 ? 2 * numbers : numbers / 32 * 34);
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
