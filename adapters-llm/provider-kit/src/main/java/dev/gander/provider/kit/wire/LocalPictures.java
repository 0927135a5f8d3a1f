package dev.gander.provider.kit.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds pictures that a user's text names by absolute path, so that they can be sent along. A file
/// counts when its name ends in `.png`, `.jpg` or `.jpeg` and it begins like a PNG, JPEG or GIF.
/// Paths with spaces are found in quotes (goosed 1.39).
public final class LocalPictures {
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

  /// What may follow a path without quotes, besides a blank.
  private static final String PUNCTUATION = ",;:!?)]}.";

  private static final long LARGEST = 20L * 1024 * 1024;

  /// A picture in base64.
  public record Picture(String mimeType, String data) {}

  private LocalPictures() {}

  /// The pictures in the order of their paths, without repetition.
  public static List<Picture> in(String text) {
    return paths(text).stream()
        .map(LocalPictures::load)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /// What looks like a path, in order. No regular expression: one takes seconds for a text of many
  /// megabytes.
  static List<String> paths(String text) {
    List<String> paths = new ArrayList<>();
    int from = 0;
    int slash = text.indexOf('/');
    while (slash >= 0) {
      int begin = slash;
      char before = slash == 0 ? ' ' : text.charAt(slash - 1);
      boolean isQuoted = (before == '"' || before == '\'') && slash > from;
      int end = isQuoted ? quotedEnd(text, begin, before) : -1;
      if (isBlank(before)) {
        end = bareEnd(text, begin);
      }
      if (end > 0) {
        paths.add(text.substring(begin, end));
        from = isQuoted ? end + 1 : end;
      }
      slash = text.indexOf('/', Math.max(slash + 1, from));
    }
    return paths;
  }

  /// Where the path that begins here ends, up to the next such quotation mark; -1 if it is none.
  private static int quotedEnd(String text, int begin, char quote) {
    int end = text.indexOf(quote, begin);
    boolean ends = ENDINGS.stream().anyMatch(ending -> endsWith(text, begin, end, ending));
    return ends ? end : -1;
  }

  private static boolean endsWith(String text, int begin, int end, String ending) {
    int dot = end - ending.length();
    return dot > begin + 1 && text.regionMatches(true, dot, ending, 0, ending.length());
  }

  /// Where the first path that begins here ends, before the next blank; -1 if there is none.
  private static int bareEnd(String text, int begin) {
    for (int i = begin + 1; i < text.length() && !isBlank(text.charAt(i)); i++) {
      if (text.charAt(i) == '.') {
        int end = endOfEnding(text, begin, i);
        if (end > 0) {
          return end;
        }
      }
    }
    return -1;
  }

  private static int endOfEnding(String text, int begin, int dot) {
    for (String ending : ENDINGS) {
      int end = dot + ending.length();
      if (endsWith(text, begin, end, ending)
          && (end == text.length() || mayFollow(text.charAt(end)))) {
        return end;
      }
    }
    return -1;
  }

  private static boolean mayFollow(char c) {
    return isBlank(c) || PUNCTUATION.indexOf(c) >= 0;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static Optional<Picture> load(String name) {
    try {
      Path file = Path.of(name);
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      byte[] bytes = Files.readAllBytes(file);
      String mimeType = name.toLowerCase(Locale.ROOT).endsWith(".png") ? "image/png" : "image/jpeg";
      return isPicture(bytes)
          ? Optional.of(new Picture(mimeType, Base64.getEncoder().encodeToString(bytes)))
          : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      // The text only looked like a path, or we may not read the file.
      return Optional.empty();
    }
  }

  private static boolean isPicture(byte[] bytes) {
    return startsWith(bytes, 0x89, 'P', 'N', 'G')
        || startsWith(bytes, 0xFF, 0xD8, 0xFF)
        || startsWith(bytes, 'G', 'I', 'F', '8');
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
