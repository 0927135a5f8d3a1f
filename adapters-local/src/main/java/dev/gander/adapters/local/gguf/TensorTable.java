package dev.gander.adapters.local.gguf;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// The list of a file's tensors: where they are, and whether the file is long enough for them.
///
/// @param end of the last one, counted from the start of the data
record TensorTable(long end) {
  private static final int LONGEST_NAME = 63;
  private static final int MOST_DIMENSIONS = 4;

  /// A name, one dimension, a type and a place.
  static final long SMALLEST_ENTRY = 8 + 4 + 8 + 4 + 8;

  static TensorTable read(GgufInput in, long tensors, long alignment)
      throws IOException, BadModelFile {
    Set<String> names = new HashSet<>();
    long end = 0;
    for (long i = 0; i < tensors; i++) {
      String name = in.text("tensor's name", LONGEST_NAME);
      if (name.isEmpty() || !names.add(name)) {
        throw new BadModelFile("has a tensor without a name of its own");
      }
      end = Math.max(end, readEnd(in, alignment));
    }
    return new TensorTable(end);
  }

  private static long readEnd(GgufInput in, long alignment) throws IOException, BadModelFile {
    long numbers = readNumbers(in);
    int type = in.u32();
    long offset = in.u64();
    if (offset < 0 || offset % alignment != 0) {
      throw new BadModelFile("has a tensor in an impossible place");
    }
    try {
      return Math.addExact(offset, TensorTypes.bytes(type, numbers).orElse(0));
    } catch (ArithmeticException e) {
      throw new BadModelFile("has a tensor of an impossible size", e);
    }
  }

  private static long readNumbers(GgufInput in) throws IOException, BadModelFile {
    int dimensions = in.u32();
    if (dimensions < 0 || dimensions > MOST_DIMENSIONS) {
      throw new BadModelFile(
          "has a tensor of %s dimensions".formatted(Integer.toUnsignedString(dimensions)));
    }
    long numbers = 1;
    for (int i = 0; i < dimensions; i++) {
      long length = in.u64();
      try {
        numbers = Math.multiplyExact(numbers, length);
      } catch (ArithmeticException e) {
        throw new BadModelFile("has a tensor of an impossible size", e);
      }
      if (length <= 0) {
        throw new BadModelFile("has a tensor of an impossible size");
      }
    }
    return numbers;
  }
}
