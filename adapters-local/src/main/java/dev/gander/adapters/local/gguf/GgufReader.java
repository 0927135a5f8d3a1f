package dev.gander.adapters.local.gguf;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads and checks the header of a model: all lengths against the size of the file, and whether
/// all its tensors are there. It takes some ten milliseconds and little memory, whatever is in the
/// file.
public final class GgufReader {
  private static final int MAGIC = 0x46554747;
  private static final int BUFFER = 64 * 1024;
  private static final int SMALLEST_FILE = 24;
  private static final long MOST_PAIRS = 65_536;
  private static final long MOST_TENSORS = 1 << 20;
  private static final long MOST_FILES = 10_000;
  private static final long USUAL_ALIGNMENT = 32;

  /// Larger than any model, and small enough for products of them.
  private static final long MOST_LAYERS = 10_000;

  private static final long LARGEST_EMBEDDING = 1 << 24;
  private static final long LARGEST_WIDTH = 1 << 16;
  private static final long LONGEST_CONTEXT = 1L << 31;

  private static final Pattern SHARD = Pattern.compile("(.*)-00001-of-(\\d{5})\\.gguf");

  private GgufReader() {}

  /// The header of a model, which may be split into several files beside the first.
  ///
  /// @throws BadModelFile if it is none, or not whole
  /// @throws IOException if it cannot be read
  public static GgufHeader read(Path file) throws IOException, BadModelFile {
    Metadata first = readPart(file);
    int files = (int) Math.max(1, first.number("split.count", MOST_FILES));
    long bytes = Files.size(file);
    for (int i = 2; i <= files; i++) {
      Path next = shard(file, i, files);
      Metadata part = readPart(next);
      if (part.number("split.no", MOST_FILES) != i - 1) {
        throw new BadModelFile("has a part in the wrong place: " + next.getFileName());
      }
      bytes += Files.size(next);
    }
    return header(first, bytes, files);
  }

  private static Path shard(Path first, int number, int count) throws BadModelFile {
    Matcher name = SHARD.matcher(first.getFileName().toString());
    if (!name.matches() || Integer.parseInt(name.group(2)) != count) {
      throw new BadModelFile(
          "is the first of %d files, and not called …-00001-of-%05d.gguf".formatted(count, count));
    }
    String next = String.format(Locale.ROOT, "%s-%05d-of-%05d.gguf", name.group(1), number, count);
    return first.resolveSibling(next);
  }

  private static Metadata readPart(Path file) throws IOException, BadModelFile {
    try (var stream = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      return readPart(stream, Files.size(file));
    } catch (NoSuchFileException e) {
      throw new BadModelFile("is not complete: %s is missing".formatted(file.getFileName()), e);
    }
  }

  /// What one file tells.
  static Metadata readPart(InputStream file, long size) throws IOException, BadModelFile {
    try {
      return readPart(new GgufInput(file, size));
    } catch (EOFException e) {
      throw new BadModelFile("ends within its header", e);
    }
  }

  private static Metadata readPart(GgufInput in) throws IOException, BadModelFile {
    if (in.left() < SMALLEST_FILE || in.u32() != MAGIC) {
      throw new BadModelFile("is no model in the format GGUF");
    }
    int version = in.u32();
    if (version != 2 && version != 3) {
      throw new BadModelFile(
          "is written in version %s of the format GGUF; 2 and 3 are known"
              .formatted(Integer.toUnsignedString(version)));
    }
    long tensors = atMost(MOST_TENSORS, "tensors", in.count("tensors", TensorTable.SMALLEST_ENTRY));
    long pairs = atMost(MOST_PAIRS, "keys", in.count("keys", Metadata.smallestPair()));
    Metadata metadata = Metadata.read(in, pairs);
    requireTensors(in, tensors, alignment(metadata));
    return metadata;
  }

  private static void requireTensors(GgufInput in, long tensors, long alignment)
      throws IOException, BadModelFile {
    TensorTable table = TensorTable.read(in, tensors, alignment);
    long room = in.left() - (alignment - in.position() % alignment) % alignment;
    if (table.end() > room) {
      throw new BadModelFile(
          "ends before its tensors: %d bytes are missing".formatted(table.end() - room));
    }
  }

  private static long alignment(Metadata metadata) throws BadModelFile {
    long written = metadata.number("general.alignment", 1 << 20);
    if (written != 0 && Long.bitCount(written) != 1) {
      throw new BadModelFile("has %d as general.alignment".formatted(written));
    }
    return written == 0 ? USUAL_ALIGNMENT : written;
  }

  private static long atMost(long most, String what, long count) throws BadModelFile {
    if (count > most) {
      throw new BadModelFile("claims to have %d %s".formatted(count, what));
    }
    return count;
  }

  private static GgufHeader header(Metadata metadata, long bytes, int files) throws BadModelFile {
    String architecture = metadata.text("general.architecture");
    if (architecture == null || !architecture.matches("[a-z0-9_-]{1,64}")) {
      throw new BadModelFile("does not say which architecture it has");
    }
    return new GgufHeader(
        architecture,
        shape(metadata, architecture),
        Objects.requireNonNullElse(metadata.text("tokenizer.chat_template"), ""),
        metadata.length("tokenizer.ggml.tokens"),
        bytes,
        files);
  }

  private static GgufHeader.Shape shape(Metadata metadata, String architecture)
      throws BadModelFile {
    long embedding = metadata.number(architecture + ".embedding_length", LARGEST_EMBEDDING);
    String attention = architecture + ".attention.";
    long heads = metadata.number(attention + "head_count", LARGEST_WIDTH);
    long remembered = metadata.number(attention + "head_count_kv", LARGEST_WIDTH);
    long usual = heads == 0 ? 0 : embedding / heads;
    long key = metadata.number(attention + "key_length", LARGEST_WIDTH);
    long value = metadata.number(attention + "value_length", LARGEST_WIDTH);
    return new GgufHeader.Shape(
        metadata.number(architecture + ".context_length", LONGEST_CONTEXT),
        metadata.number(architecture + ".block_count", MOST_LAYERS),
        embedding,
        heads,
        remembered == 0 ? heads : remembered,
        key == 0 ? usual : key,
        value == 0 ? usual : value);
  }
}
