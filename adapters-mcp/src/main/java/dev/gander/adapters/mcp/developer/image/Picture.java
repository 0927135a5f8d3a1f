package dev.gander.adapters.mcp.developer.image;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// The bytes of a picture, its format, detected from the content, and its size in pixels.
final class Picture {
  /// Decoding a crop of this many pixels takes 128 MB.
  private static final long MAX_CROP_PIXELS = 32L << 20;

  private final byte[] bytes;
  private final String mimeType;
  private final int width;
  private final int height;

  private Picture(byte[] bytes, String mimeType, int width, int height) {
    this.bytes = bytes;
    this.mimeType = mimeType;
    this.width = width;
    this.height = height;
  }

  String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  int size() {
    return bytes.length;
  }

  String mimeType() {
    return mimeType;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /// @throws ImageProblem if it is not a picture, or in a format that models do not support
  static Picture of(byte[] bytes) {
    if (WebpHeader.isWebp(bytes)) {
      Dimension size = WebpHeader.size(bytes);
      return new Picture(bytes, "image/webp", size.width, size.height);
    }
    String mimeType = mimeType(bytes);
    return decoding(
        bytes,
        mimeType,
        reader -> new Picture(bytes, mimeType, reader.getWidth(0), reader.getHeight(0)));
  }

  /// The given part, as PNG.
  Picture cropped(Crop crop) {
    crop.checkInside(width, height);
    if (mimeType.equals("image/webp")) {
      throw new ImageProblem("WebP images cannot be cropped here; read the image without crop");
    }
    if ((long) crop.width() * crop.height() > MAX_CROP_PIXELS) {
      throw new ImageProblem("crop is larger than 32 megapixels");
    }
    return decoding(bytes, mimeType, reader -> png(crop, reader));
  }

  private static Picture png(Crop crop, ImageReader reader) throws IOException {
    var part = reader.getDefaultReadParam();
    part.setSourceRegion(crop.area());
    BufferedImage image = reader.read(0, part);
    var png = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(png)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IOException("no PNG can be made of it");
      }
    }
    return new Picture(png.toByteArray(), "image/png", image.getWidth(), image.getHeight());
  }

  private interface Decoding {
    Picture decode(ImageReader reader) throws IOException;
  }

  private static Picture decoding(byte[] bytes, String mimeType, Decoding decoding) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(mimeType);
    ImageReader reader = readers.next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in, true, true);
      return decoding.decode(reader);
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ImageProblem("The image is damaged: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  private static String mimeType(byte[] bytes) {
    if (startsWith(bytes, 0x89, 'P', 'N', 'G')) {
      return "image/png";
    }
    if (startsWith(bytes, 0xFF, 0xD8, 0xFF)) {
      return "image/jpeg";
    }
    if (startsWith(bytes, 'G', 'I', 'F', '8')) {
      return "image/gif";
    }
    throw new ImageProblem("Unsupported image format: it has to be PNG, JPEG, GIF or WebP");
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    for (int i = 0; i < start.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }
}
