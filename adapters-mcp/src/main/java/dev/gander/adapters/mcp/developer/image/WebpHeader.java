package dev.gander.adapters.mcp.developer.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.Dimension;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads the size of a WebP file, which the JDK does not support: RFC 9649, sections 2.5 to 2.7.
final class WebpHeader {
  private static final int ENOUGH = 30;

  private WebpHeader() {}

  static boolean isWebp(byte[] bytes) {
    return bytes.length >= 12 && text(bytes, 0).equals("RIFF") && text(bytes, 8).equals("WEBP");
  }

  static Dimension size(byte[] bytes) {
    if (bytes.length < ENOUGH) {
      throw new ImageProblem("The image is damaged: it ends within its header");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return switch (text(bytes, 12)) {
      case "VP8 " -> new Dimension(header.getShort(26) & 0x3FFF, header.getShort(28) & 0x3FFF);
      case "VP8L" -> lossless(header.getInt(21));
      case "VP8X" -> new Dimension(1 + canvas(header, 24), 1 + canvas(header, 27));
      case String kind -> throw new ImageProblem("The image is damaged: unknown part " + kind);
    };
  }

  /// Fourteen bits each, minus one.
  private static Dimension lossless(int bits) {
    return new Dimension(1 + (bits & 0x3FFF), 1 + ((bits >>> 14) & 0x3FFF));
  }

  private static int canvas(ByteBuffer header, int at) {
    return (header.getShort(at) & 0xFFFF) | (header.get(at + 2) & 0xFF) << 16;
  }

  private static String text(byte[] bytes, int from) {
    return new String(bytes, from, 4, ISO_8859_1);
  }
}
