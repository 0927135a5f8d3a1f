package dev.gander.adapters.speech.model;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// A model in whisper.cpp's own format. The engine believes what stands in it: a count that is
/// wrong by one byte lets it take all memory. So each length is first compared with what there is:
/// the file has to end exactly where its last tensor does.
///
/// All numbers are little endian and have 32 bits: a mark, eleven sizes of the model, a table of
/// filters, the words of the vocabulary, and tensors up to the end.
final class GgmlFile {
  private static final int GGML = 0x67676d6c;
  private static final int GGUF = 0x46554747;

  /// Those of all Whisper models that were published.
  private static final Set<Integer> AUDIO_LAYERS = Set.of(4, 6, 12, 24, 32);

  private static final Set<Integer> MEL_BANDS = Set.of(80, 128);
  private static final int MEL_WIDTH = 201;
  private static final int LONGEST_TEXT = 1 << 10;
  private static final int MOST_DIMENSIONS = 4;

  /// The length of a block of numbers, and its bytes.
  private record Block(int numbers, int bytes) {}

  private static final Map<Integer, Block> TYPES =
      Map.ofEntries(
          Map.entry(0, new Block(1, 4)),
          Map.entry(1, new Block(1, 2)),
          Map.entry(2, new Block(32, 18)),
          Map.entry(3, new Block(32, 20)),
          Map.entry(6, new Block(32, 22)),
          Map.entry(7, new Block(32, 24)),
          Map.entry(8, new Block(32, 34)),
          Map.entry(10, new Block(256, 84)),
          Map.entry(11, new Block(256, 110)),
          Map.entry(12, new Block(256, 144)),
          Map.entry(13, new Block(256, 176)),
          Map.entry(14, new Block(256, 210)));

  private final DataInputStream in;
  private long left;

  private GgmlFile(DataInputStream in, long length) {
    this.in = in;
    this.left = length;
  }

  /// Reads all but the numbers of the tensors, which takes some milliseconds.
  ///
  /// @throws UnusableModel if it is something else, or broken
  static void check(Path file) throws IOException, UnusableModel {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      new GgmlFile(in, Files.size(file)).check();
    }
  }

  private void check() throws IOException, UnusableModel {
    switch (number()) {
      case GGML -> {}
      case GGUF ->
          throw new UnusableModel(
              "is a GGUF file, which goosed's engine reads and this one does not");
      default -> throw new UnusableModel("is no model of whisper.cpp");
    }
    int words = sizes();
    skip((long) Float.BYTES * MEL_WIDTH * mel);
    vocabulary(words);
    while (left > 0) {
      tensor();
    }
  }

  private int mel;

  /// @return how many words the model knows
  private int sizes() throws IOException, UnusableModel {
    int words = between("n_vocab", 50_000, 60_000);
    between("n_audio_ctx", 1, 1500);
    int audio = between("n_audio_state", 64, 2048);
    divides("n_audio_head", audio);
    if (!AUDIO_LAYERS.contains(number())) {
      throw absurd("n_audio_layer");
    }
    between("n_text_ctx", 1, 448);
    int text = between("n_text_state", 64, 2048);
    divides("n_text_head", text);
    between("n_text_layer", 1, 32);
    mel = between("n_mels", 1, 128);
    if (!MEL_BANDS.contains(mel)) {
      throw absurd("n_mels");
    }
    // Thousands tell the version of the quantization.
    if (between("ftype", 0, 2999) % 1000 > 18) {
      throw absurd("ftype");
    }
    if (number() != mel || number() != MEL_WIDTH) {
      throw absurd("filters");
    }
    return words;
  }

  private void divides(String name, int whole) throws IOException, UnusableModel {
    if (whole % between(name, 1, 64) != 0) {
      throw absurd(name);
    }
  }

  private void vocabulary(int words) throws IOException, UnusableModel {
    int listed = between("words", 1, words);
    for (int i = 0; i < listed; i++) {
      skip(between("length of a word", 0, LONGEST_TEXT));
    }
  }

  private void tensor() throws IOException, UnusableModel {
    int dimensions = between("n_dims", 1, MOST_DIMENSIONS);
    int name = between("length of a name", 1, LONGEST_TEXT);
    Block block = TYPES.get(number());
    if (block == null) {
      throw absurd("type of a tensor");
    }
    long numbers = 1;
    for (int i = 0; i < dimensions; i++) {
      numbers *= between("length of a tensor", 1, 1 << 20);
      if (numbers > Integer.MAX_VALUE) {
        throw absurd("length of a tensor");
      }
    }
    skip(name);
    skip(numbers / block.numbers() * block.bytes());
  }

  private int between(String name, int least, int most) throws IOException, UnusableModel {
    int value = number();
    if (value < least || value > most) {
      throw absurd(name);
    }
    return value;
  }

  private static UnusableModel absurd(String name) {
    return new UnusableModel("is broken: its " + name + " makes no sense");
  }

  private int number() throws IOException, UnusableModel {
    need(Integer.BYTES);
    return Integer.reverseBytes(in.readInt());
  }

  private void skip(long bytes) throws IOException, UnusableModel {
    need(bytes);
    in.skipNBytes(bytes);
  }

  private void need(long bytes) throws UnusableModel {
    if (bytes > left) {
      throw new UnusableModel("is cut off");
    }
    left -= bytes;
  }
}
