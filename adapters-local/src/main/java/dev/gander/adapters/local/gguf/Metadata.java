package dev.gander.adapters.local.gguf;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The key-value pairs of a header: whole numbers and texts, and the lengths of arrays, of which
/// small ones with numbers also have their largest. Everything else is checked and skipped.
final class Metadata {
  private static final int LONGEST_KEY = 65_535;
  private static final int LONGEST_TEXT = 16 << 20;
  private static final int STRING = 8;
  private static final int ARRAY = 9;

  /// Number types in the order of their ids; 0 for those that have no fixed width.
  private static final int[] WIDTHS = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

  private static final int F32 = 6;
  private static final int BOOL = 7;
  private static final int F64 = 12;

  /// A key, a type and the smallest value.
  private static final int SMALLEST_PAIR = 8 + 4 + 1;

  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Long> lengths = new HashMap<>();

  static long smallestPair() {
    return SMALLEST_PAIR;
  }

  static Metadata read(GgufInput in, long pairs) throws IOException, BadModelFile {
    Metadata metadata = new Metadata();
    for (long i = 0; i < pairs; i++) {
      metadata.readPair(in);
    }
    return metadata;
  }

  private void readPair(GgufInput in) throws IOException, BadModelFile {
    String key = in.text("key", LONGEST_KEY);
    int type = in.u32();
    if (type == STRING) {
      texts.put(key, in.text(printable(key), LONGEST_TEXT));
    } else if (type == ARRAY) {
      readArray(key, in);
    } else {
      int width = width(key, type);
      long value = in.integer(width, isSigned(type));
      if (type != F32 && type != F64 && type != BOOL) {
        numbers.put(key, value);
      }
    }
  }

  private void readArray(String key, GgufInput in) throws IOException, BadModelFile {
    int type = in.u32();
    if (type == STRING) {
      long count = in.count("elements of " + printable(key), 8);
      lengths.put(key, count);
      String element = "bytes in an element of " + printable(key);
      for (long i = 0; i < count; i++) {
        in.skip(in.count(element, 1));
      }
    } else {
      int width = width(key, type);
      long count = in.count("elements of " + printable(key), width);
      lengths.put(key, count);
      readNumbers(key, type, count, in);
    }
  }

  /// Some models give a number for each layer.
  private void readNumbers(String key, int type, long count, GgufInput in) throws IOException {
    int width = WIDTHS[type];
    if (type == F32 || type == F64 || type == BOOL || count > 4096) {
      in.skip(count * width);
      return;
    }
    long largest = 0;
    for (long i = 0; i < count; i++) {
      largest = Math.max(largest, in.integer(width, isSigned(type)));
    }
    numbers.put(key, largest);
  }

  private static int width(String key, int type) throws BadModelFile {
    if (type < 0 || type >= WIDTHS.length || WIDTHS[type] == 0) {
      throw new BadModelFile(
          "has a value of the unknown type %s at %s"
              .formatted(Integer.toUnsignedString(type), printable(key)));
    }
    return WIDTHS[type];
  }

  /// The signed types have odd ids.
  private static boolean isSigned(int type) {
    return type % 2 == 1;
  }

  /// A damaged key may be anything.
  private static String printable(String key) {
    String start = key.length() > 80 ? key.substring(0, 80) + "…" : key;
    return start.replaceAll("\\p{C}", "?");
  }

  /// 0 if it is missing.
  ///
  /// @throws BadModelFile if it is negative or more than `most`
  long number(String key, long most) throws BadModelFile {
    long value = numbers.getOrDefault(key, 0L);
    if (value < 0 || value > most) {
      throw new BadModelFile("has %d as %s".formatted(value, key));
    }
    return value;
  }

  @Nullable String text(String key) {
    return texts.get(key);
  }

  /// 0 if there is no such array.
  long length(String key) {
    return lengths.getOrDefault(key, 0L);
  }
}
