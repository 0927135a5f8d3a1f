package dev.gander.adapters.local.gguf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// Writes small files in the format GGUF, piece by piece.
public final class GgufBytes {
  private final ByteArrayOutputStream pairs = new ByteArrayOutputStream();
  private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
  private long pairCount;
  private long tensorCount;
  private int dataBytes;

  /// A model with one tensor of 64 floats, which no engine could run.
  public static GgufBytes model(String architecture) {
    return new GgufBytes()
        .text("general.architecture", architecture)
        .number(architecture + ".context_length", 8192)
        .number(architecture + ".block_count", 30)
        .number(architecture + ".embedding_length", 576)
        .number(architecture + ".attention.head_count", 9)
        .number(architecture + ".attention.head_count_kv", 3)
        .texts("tokenizer.ggml.tokens", List.of("a", "b", "c"))
        .tensor("token_embd.weight", 0, 64, 0)
        .data(256);
  }

  public GgufBytes text(String key, String value) {
    pairCount++;
    string(pairs, key);
    u32(pairs, 8);
    string(pairs, value);
    return this;
  }

  public GgufBytes number(String key, int value) {
    pairCount++;
    string(pairs, key);
    u32(pairs, 4);
    u32(pairs, value);
    return this;
  }

  public GgufBytes numbers(String key, List<Integer> values) {
    pairCount++;
    string(pairs, key);
    u32(pairs, 9);
    u32(pairs, 5);
    u64(pairs, values.size());
    values.forEach(value -> u32(pairs, value));
    return this;
  }

  public GgufBytes texts(String key, List<String> values) {
    pairCount++;
    string(pairs, key);
    u32(pairs, 9);
    u32(pairs, 8);
    u64(pairs, values.size());
    values.forEach(value -> string(pairs, value));
    return this;
  }

  public GgufBytes pairOfType(String key, int type) {
    pairCount++;
    string(pairs, key);
    u32(pairs, type);
    return this;
  }

  public GgufBytes tensor(String name, int type, long length, long offset) {
    tensorCount++;
    string(tensors, name);
    u32(tensors, 1);
    u64(tensors, length);
    u32(tensors, type);
    u64(tensors, offset);
    return this;
  }

  public GgufBytes data(int bytes) {
    dataBytes = bytes;
    return this;
  }

  public byte[] bytes() {
    return bytes(3, tensorCount, pairCount);
  }

  /// With a header that may lie.
  public byte[] bytes(int version, long claimedTensors, long claimedPairs) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("GGUF".getBytes(UTF_8));
    u32(file, version);
    u64(file, claimedTensors);
    u64(file, claimedPairs);
    file.writeBytes(pairs.toByteArray());
    file.writeBytes(tensors.toByteArray());
    file.writeBytes(new byte[(32 - file.size() % 32) % 32]);
    file.writeBytes(new byte[dataBytes]);
    return file.toByteArray();
  }

  private static void string(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    u64(out, bytes.length);
    out.writeBytes(bytes);
  }

  private static void u32(ByteArrayOutputStream out, int value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  private static void u64(ByteArrayOutputStream out, long value) {
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }
}
