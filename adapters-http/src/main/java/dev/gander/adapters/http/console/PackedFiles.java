package dev.gander.adapters.http.console;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Files, each packed once, and only then kept. Each is found under its path, and under the digest
/// of all files and its path: a page refers to the others by that, so that browsers keep them
/// without asking again, and never mix those of two versions. Immutable.
final class PackedFiles {
  /// What stands in pages for the digest of all files.
  private static final String VERSION = "{{files}}";

  private static final int DIGITS = 16;

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"));

  private final String version;
  private final Map<String, Packed> byPath;

  private PackedFiles(String version, Map<String, Packed> byPath) {
    this.version = version;
    this.byPath = Map.copyOf(byPath);
  }

  static PackedFiles of(Map<String, byte[]> files) {
    String version = digest(new TreeMap<>(files));
    Map<String, Packed> packed = new HashMap<>();
    files.forEach((path, bytes) -> packed.put(path, Packed.of(path, bytes, version)));
    return new PackedFiles(version, packed);
  }

  /// One file.
  static final class Packed {
    private final String type;
    private final byte[] gzip;

    private Packed(String type, byte[] gzip) {
      this.type = type;
      this.gzip = gzip;
    }

    /// Its media type.
    String type() {
      return type;
    }

    /// Must not be modified.
    byte[] gzip() {
      return gzip;
    }

    private static Packed of(String path, byte[] bytes, String version) {
      String type = typeOf(path);
      boolean isPage = type.startsWith("text/html");
      return new Packed(type, pack(isPage ? naming(version, bytes) : bytes));
    }

    private static byte[] naming(String version, byte[] page) {
      return new String(page, StandardCharsets.UTF_8)
          .replace(VERSION, version)
          .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] pack(byte[] bytes) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return packed.toByteArray();
    }

    byte[] plain() {
      try (GZIPInputStream bytes = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
        return bytes.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Optional<Packed> find(String path) {
    return Optional.ofNullable(
        byPath.get(isLasting(path) ? path.substring(version.length() + 1) : path));
  }

  /// Whether what is under a path stays the same for ever.
  boolean isLasting(String path) {
    return path.startsWith(version + "/");
  }

  private static String typeOf(String path) {
    String ending = path.substring(path.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }

  /// Lengths are part of it, so that nothing can move from one file to the next unnoticed.
  private static String digest(SortedMap<String, byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(
          (path, bytes) -> {
            byte[] name = path.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(8).putInt(name.length).putInt(bytes.length).array());
            digest.update(name);
            digest.update(bytes);
          });
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
