package dev.gander.bootstrap;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;

/// What has happened to the file of a model.
///
/// @param place in the file
/// @param bytes that are there now
/// @param length of the file now
record Damage(long place, ByteBuffer bytes, long length) {
  private static final long[] ABSURD = {-1, Long.MAX_VALUE, 1L << 62, 1L << 40, 1L << 30, 0};
  private static final int MOST_BYTES = 4;

  /// Where an engine believes what it reads.
  ///
  /// @param to exclusive
  record Range(long from, long to) {
    private long place(Random random) {
      return random.nextLong(from, to);
    }
  }

  /// Of five, two have other bytes, two a count that cannot be, and one is cut off.
  ///
  /// @param width of a count, in bytes
  static Damage to(Path whole, List<Range> ranges, int width, Random random, int number)
      throws IOException {
    long length = Files.size(whole);
    long place = ranges.get(random.nextInt(ranges.size())).place(random);
    return switch (number % 5) {
      case 0 -> new Damage(0, ByteBuffer.allocate(0), random.nextLong(length));
      case 1, 2 -> {
        byte[] bytes = new byte[1 + random.nextInt(MOST_BYTES)];
        random.nextBytes(bytes);
        yield new Damage(place, ByteBuffer.wrap(bytes), length);
      }
      default -> {
        ByteBuffer count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        count.putLong(ABSURD[random.nextInt(ABSURD.length)]);
        yield new Damage(place, count.slice(0, width), length);
      }
    };
  }

  /// A damaged copy in the place of another file, whoever still reads that.
  void copy(Path whole, Path target) throws IOException {
    Path part = target.resolveSibling(target.getFileName() + ".new");
    Files.copy(whole, part, StandardCopyOption.REPLACE_EXISTING);
    try (RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw")) {
      file.getChannel().write(bytes.duplicate(), place);
      file.setLength(length);
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }
}
