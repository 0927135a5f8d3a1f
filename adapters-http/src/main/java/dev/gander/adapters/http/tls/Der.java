package dev.gander.adapters.http.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/// The few forms of DER (X.690) that a certificate and a private key need. The JDK reads them but
/// has no public way to write them.
final class Der {
  private static final int CONSTRUCTED = 0xA0;
  private static final DateTimeFormatter SHORT_YEAR =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
  private static final DateTimeFormatter LONG_YEAR =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'");

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return value(0x30, concat(parts));
  }

  static byte[] set(byte[]... parts) {
    return value(0x31, concat(parts));
  }

  static byte[] integer(BigInteger number) {
    return value(0x02, number.toByteArray());
  }

  static byte[] bool(boolean truth) {
    return value(0x01, new byte[] {(byte) (truth ? 0xFF : 0)});
  }

  static byte[] octets(byte[] content) {
    return value(0x04, content);
  }

  /// A bit string of whole bytes.
  static byte[] bits(byte[] content) {
    return value(0x03, concat(new byte[] {0}, content));
  }

  static byte[] utf8(String text) {
    return value(0x0C, text.getBytes(StandardCharsets.UTF_8));
  }

  /// `[tag] EXPLICIT`.
  static byte[] tagged(int tag, byte[] content) {
    return value(CONSTRUCTED | tag, content);
  }

  /// `[tag] IMPLICIT` of a primitive value.
  static byte[] context(int tag, byte[] content) {
    return value(0x80 | tag, content);
  }

  /// RFC 5280, 4.1.2.5: two digits for the years up to 2049, four from 2050.
  static byte[] time(Year year) {
    ZonedDateTime begin = year.atDay(1).atStartOfDay(ZoneOffset.UTC);
    return year.getValue() < 2050
        ? value(0x17, SHORT_YEAR.format(begin).getBytes(StandardCharsets.US_ASCII))
        : value(0x18, LONG_YEAR.format(begin).getBytes(StandardCharsets.US_ASCII));
  }

  /// An object identifier such as `2.5.4.3`.
  static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(40 * Integer.parseInt(arcs[0]) + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      writeBase128(content, Long.parseLong(arcs[i]));
    }
    return value(0x06, content.toByteArray());
  }

  /// The first element inside an encoded sequence, with its own header.
  static byte[] firstElement(byte[] sequence) {
    int begin = contentOffset(sequence, 0);
    int content = contentOffset(sequence, begin);
    int end = content + length(sequence, begin);
    return Arrays.copyOfRange(sequence, begin, end);
  }

  private static int contentOffset(byte[] encoded, int at) {
    int first = encoded[at + 1] & 0xFF;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7F);
  }

  private static int length(byte[] encoded, int at) {
    int first = encoded[at + 1] & 0xFF;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7F); i++) {
      length = (length << 8) | (encoded[at + 2 + i] & 0xFF);
    }
    return length;
  }

  private static void writeBase128(ByteArrayOutputStream out, long number) {
    int shift = 0;
    while (number >> (shift + 7) != 0) {
      shift += 7;
    }
    for (; shift > 0; shift -= 7) {
      out.write((int) (((number >> shift) & 0x7F) | 0x80));
    }
    out.write((int) (number & 0x7F));
  }

  private static byte[] value(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 6);
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      byte[] length = unsigned(content.length);
      out.write(0x80 | length.length);
      out.writeBytes(length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] unsigned(int number) {
    byte[] bytes = BigInteger.valueOf(number).toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
