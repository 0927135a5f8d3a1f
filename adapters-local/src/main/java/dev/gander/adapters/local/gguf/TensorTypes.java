package dev.gander.adapters.local.gguf;

import java.util.Map;
import java.util.OptionalLong;

/// How many bytes a tensor takes. Types that are newer than this table are left to the engine.
final class TensorTypes {
  /// So many bytes for so many numbers.
  private record Block(int numbers, int bytes) {}

  private static final Map<Integer, Block> KNOWN =
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
          Map.entry(14, new Block(256, 210)),
          Map.entry(16, new Block(256, 66)),
          Map.entry(17, new Block(256, 74)),
          Map.entry(18, new Block(256, 98)),
          Map.entry(19, new Block(256, 50)),
          Map.entry(20, new Block(32, 18)),
          Map.entry(21, new Block(256, 110)),
          Map.entry(22, new Block(256, 82)),
          Map.entry(23, new Block(256, 136)),
          Map.entry(24, new Block(1, 1)),
          Map.entry(25, new Block(1, 2)),
          Map.entry(26, new Block(1, 4)),
          Map.entry(27, new Block(1, 8)),
          Map.entry(28, new Block(1, 8)),
          Map.entry(29, new Block(256, 56)),
          Map.entry(30, new Block(1, 2)),
          Map.entry(34, new Block(256, 54)),
          Map.entry(35, new Block(256, 66)),
          Map.entry(39, new Block(32, 17)));

  private TensorTypes() {}

  /// Empty for a type that is not known.
  static OptionalLong bytes(int type, long numbers) {
    Block block = KNOWN.get(type);
    return block == null
        ? OptionalLong.empty()
        : OptionalLong.of(
            Math.multiplyExact(Math.ceilDiv(numbers, block.numbers()), (long) block.bytes()));
  }
}
