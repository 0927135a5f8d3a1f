package dev.gander.adapters.nostr;

import dev.gander.domain.error.InvalidInput;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;

/// Bytes as text with a checksum: `nevent1qqs…` (BIP-173, without its limit of 90 characters, as in
/// NIP-19).
final class Bech32 {
  private static final String LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int CHECKSUM = 6;
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };

  private Bech32() {}

  /// @param prefix in lower case
  static String encode(String prefix, byte[] bytes) {
    StringBuilder text = new StringBuilder(prefix).append('1');
    byte[] data = regroup(bytes, 8, 5);
    int check = sumOfPrefix(prefix);
    for (byte group : data) {
      text.append(LETTERS.charAt(group));
      check = sum(check, group);
    }
    for (int i = 0; i < CHECKSUM; i++) {
      check = sum(check, 0);
    }
    check ^= 1;
    for (int i = CHECKSUM - 1; i >= 0; i--) {
      text.append(LETTERS.charAt((check >> (5 * i)) & 31));
    }
    return text.toString();
  }

  /// @throws InvalidInput if the text is not bech32, has a mistake or another prefix; the message
  ///   does not quote it, since it may be a secret
  static byte[] decode(String prefix, String given) {
    String text = given.toLowerCase(Locale.ROOT);
    int start = prefix.length() + 1;
    boolean mixed = !text.equals(given) && !given.toUpperCase(Locale.ROOT).equals(given);
    if (mixed || !text.startsWith(prefix + "1") || text.length() < start + CHECKSUM) {
      throw new InvalidInput("This is no " + prefix);
    }
    byte[] groups = new byte[text.length() - start];
    int check = sumOfPrefix(prefix);
    for (int i = 0; i < groups.length; i++) {
      int value = LETTERS.indexOf(text.charAt(start + i));
      if (value < 0) {
        throw new InvalidInput("The " + prefix + " has a character that does not belong there");
      }
      groups[i] = (byte) value;
      check = sum(check, value);
    }
    if (check != 1) {
      throw new InvalidInput("The " + prefix + " is incomplete or has a mistake");
    }
    return bytes(prefix, Arrays.copyOf(groups, groups.length - CHECKSUM));
  }

  private static byte[] bytes(String prefix, byte[] groups) {
    byte[] bytes = regroup(groups, 5, 8);
    int rest = groups.length * 5 % 8;
    boolean clean = rest < 5 && (groups.length == 0 || last(groups, rest) == 0);
    if (!clean) {
      throw new InvalidInput("The " + prefix + " is incomplete or has a mistake");
    }
    // Bits left over from regrouping five bits into eight are not a byte.
    return rest == 0 ? bytes : Arrays.copyOf(bytes, bytes.length - 1);
  }

  private static int last(byte[] groups, int bits) {
    return groups[groups.length - 1] & ((1 << bits) - 1);
  }

  /// Regroups bits from groups of `from` to groups of `to`; the last group is padded with zeros.
  private static byte[] regroup(byte[] groups, int from, int to) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    int kept = 0;
    int bits = 0;
    for (byte group : groups) {
      kept = ((kept << from) | (group & ((1 << from) - 1))) & 0xfff;
      bits += from;
      while (bits >= to) {
        bits -= to;
        result.write((kept >> bits) & ((1 << to) - 1));
      }
    }
    if (bits > 0) {
      result.write((kept << (to - bits)) & ((1 << to) - 1));
    }
    return result.toByteArray();
  }

  private static int sumOfPrefix(String prefix) {
    int check = 1;
    for (int i = 0; i < prefix.length(); i++) {
      check = sum(check, prefix.charAt(i) >> 5);
    }
    check = sum(check, 0);
    for (int i = 0; i < prefix.length(); i++) {
      check = sum(check, prefix.charAt(i) & 31);
    }
    return check;
  }

  private static int sum(int check, int value) {
    int top = check >> 25;
    int next = ((check & 0x1ffffff) << 5) ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      if (((top >> i) & 1) != 0) {
        next ^= GENERATOR[i];
      }
    }
    return next;
  }
}
