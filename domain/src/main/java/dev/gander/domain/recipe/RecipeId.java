package dev.gander.domain.recipe;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/// The id of a stored recipe: the same in every process and version, as long as the file stays
/// where it is, since clients keep ids in links.
///
/// @param text 16 hexadecimal digits of the SipHash-1-3 of the path, with a key of zeros
public record RecipeId(String text) {
  public static RecipeId of(Path file) {
    return ofText(file.toString());
  }

  static RecipeId ofText(String path) {
    byte[] utf8 = path.getBytes(StandardCharsets.UTF_8);
    SipHash hash = new SipHash();
    for (byte b : utf8) {
      hash.add(b);
    }
    // Ends each text of a hashed structure.
    hash.add((byte) 0xFF);
    return new RecipeId(HexFormat.of().toHexDigits(hash.end()));
  }

  @Override
  public String toString() {
    return text;
  }

  /// SipHash with one round for each word and three at the end.
  private static final class SipHash {
    private static final int FINAL_ROUNDS = 3;

    private long v0 = 0x736f6d6570736575L;
    private long v1 = 0x646f72616e646f6dL;
    private long v2 = 0x6c7967656e657261L;
    private long v3 = 0x7465646279746573L;
    private long word;
    private long length;

    void add(byte b) {
      word |= (b & 0xFFL) << (8 * (length % Long.BYTES));
      length++;
      if (length % Long.BYTES == 0) {
        absorb(word);
        word = 0;
      }
    }

    long end() {
      absorb(word | (length << 56));
      v2 ^= 0xFF;
      for (int i = 0; i < FINAL_ROUNDS; i++) {
        round();
      }
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void absorb(long m) {
      v3 ^= m;
      round();
      v0 ^= m;
    }

    private void round() {
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v1;
      v0 += v3;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
