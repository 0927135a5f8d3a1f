package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/// Models that engines load at once, since they are as small as their kind can be. What they say is
/// noise.
final class TinyModels {
  private static final int WIDTH = 32;
  private static final int WORDS = 259;
  private static final int U32 = 4;
  private static final int I32 = 5;
  private static final int F32 = 6;
  private static final int TEXT = 8;
  private static final int LIST = 9;
  private static final int ALIGNMENT = 32;

  /// The sizes in a file of whisper.cpp, from the vocabulary to the type of its numbers.
  private static final int[] SPEECH = {51_864, 1500, 64, 1, 4, 448, 64, 1, 4, 80, 1};

  private static final int SPEECH_WORDS = 40;
  private static final int BANDS = 80;
  private static final int BINS = 201;

  private final ByteArrayOutputStream pairs = new ByteArrayOutputStream();
  private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final Random random = new Random(16);
  private int pairCount;
  private int tensorCount;

  private TinyModels() {}

  /// A model of one layer in the format GGUF, which knows single bytes for words.
  static byte[] text() {
    return new TinyModels().gguf();
  }

  private byte[] gguf() {
    text("general.architecture", "llama");
    number("llama.context_length", 4096);
    number("llama.embedding_length", WIDTH);
    number("llama.block_count", 1);
    number("llama.feed_forward_length", 2 * WIDTH);
    number("llama.attention.head_count", 2);
    real("llama.attention.layer_norm_rms_epsilon", 1e-5f);
    text("tokenizer.ggml.model", "llama");
    number("tokenizer.ggml.bos_token_id", 1);
    number("tokenizer.ggml.eos_token_id", 2);
    list("tokenizer.ggml.tokens", TEXT, id -> text(word(id)));
    list("tokenizer.ggml.scores", F32, id -> u32(Float.floatToIntBits(-id)));
    list("tokenizer.ggml.token_type", I32, id -> u32(id == 0 ? 2 : id < 3 ? 3 : 6));
    weights("token_embd.weight", WIDTH, WORDS);
    weights("output_norm.weight", WIDTH);
    weights("blk.0.attn_norm.weight", WIDTH);
    for (String part : List.of("q", "k", "v", "output")) {
      weights("blk.0.attn_" + part + ".weight", WIDTH, WIDTH);
    }
    weights("blk.0.ffn_norm.weight", WIDTH);
    weights("blk.0.ffn_gate.weight", WIDTH, 2 * WIDTH);
    weights("blk.0.ffn_up.weight", WIDTH, 2 * WIDTH);
    weights("blk.0.ffn_down.weight", 2 * WIDTH, WIDTH);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("GGUF".getBytes(UTF_8));
    file.writeBytes(u32(3));
    file.writeBytes(u64(tensorCount));
    file.writeBytes(u64(pairCount));
    file.writeBytes(pairs.toByteArray());
    file.writeBytes(tensors.toByteArray());
    file.writeBytes(new byte[(ALIGNMENT - file.size() % ALIGNMENT) % ALIGNMENT]);
    file.writeBytes(data.toByteArray());
    return file.toByteArray();
  }

  private static String word(int id) {
    List<String> special = List.of("<unk>", "<s>", "</s>");
    return id < special.size() ? special.get(id) : "<0x%02X>".formatted(id - special.size());
  }

  private void pair(String key, int type, byte[] value) {
    pairCount++;
    pairs.writeBytes(text(key));
    pairs.writeBytes(u32(type));
    pairs.writeBytes(value);
  }

  private void text(String key, String value) {
    pair(key, TEXT, text(value));
  }

  private void number(String key, int value) {
    pair(key, U32, u32(value));
  }

  private void real(String key, float value) {
    pair(key, F32, u32(Float.floatToIntBits(value)));
  }

  private void list(String key, int type, IntFunction<byte[]> element) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.writeBytes(u32(type));
    value.writeBytes(u64(WORDS));
    for (int id = 0; id < WORDS; id++) {
      value.writeBytes(element.apply(id));
    }
    pair(key, LIST, value.toByteArray());
  }

  private void weights(String name, int... shape) {
    tensorCount++;
    tensors.writeBytes(text(name));
    tensors.writeBytes(u32(shape.length));
    int numbers = 1;
    for (int length : shape) {
      tensors.writeBytes(u64(length));
      numbers *= length;
    }
    tensors.writeBytes(u32(0));
    tensors.writeBytes(u64(data.size()));
    for (int i = 0; i < numbers; i++) {
      data.writeBytes(u32(Float.floatToIntBits(random.nextFloat() - 0.5f)));
    }
  }

  /// A model in whisper.cpp's format. It has no tensors, which the engine takes for a test.
  static byte[] speech() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(u32(0x67676d6c));
    for (int size : SPEECH) {
      file.writeBytes(u32(size));
    }
    file.writeBytes(u32(BANDS));
    file.writeBytes(u32(BINS));
    file.writeBytes(new byte[BANDS * BINS * Float.BYTES]);
    // Without the first one the engine gives up.
    List<String> words = new ArrayList<>(List.of(" "));
    for (int i = 0; i < SPEECH_WORDS; i++) {
      words.add("word number " + i);
    }
    file.writeBytes(u32(words.size()));
    for (String word : words) {
      file.writeBytes(u32(word.length()));
      file.writeBytes(word.getBytes(UTF_8));
    }
    return file.toByteArray();
  }

  private static byte[] text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return ByteBuffer.allocate(Long.BYTES + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(bytes.length)
        .put(bytes)
        .array();
  }

  private static byte[] u32(int number) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  private static byte[] u64(long number) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
  }
}
