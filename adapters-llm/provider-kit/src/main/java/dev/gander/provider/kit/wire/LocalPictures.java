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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds pictures that a user's text names by absolute path, so that they can be sent along. A file
/// counts when its name ends in `.png`, `.jpg` or `.jpeg` and it begins like a PNG, JPEG or GIF.
/// Paths with spaces are found in quotes (goosed 1.39).
public final class LocalPictures {
  private static final Pattern CANDIDATE =
      Pattern.compile(
          "\"(/[^\"]+?\\.(?:png|jpe?g))\"|'(/[^']+?\\.(?:png|jpe?g))'"
              + "|(?<!\\S)(/\\S+?\\.(?:png|jpe?g))(?=[\\s,;:!?)\\]}.]|$)",
          Pattern.CASE_INSENSITIVE);
  private static final long LARGEST = 20L * 1024 * 1024;

  /// A picture in base64.
  public record Picture(String mimeType, String data) {}

  private LocalPictures() {}

  /// The pictures in the order of their paths, without repetition.
  public static List<Picture> in(String text) {
    if (text.indexOf('/') < 0) {
      return List.of();
    }
    List<Picture> pictures = new ArrayList<>();
    Matcher candidate = CANDIDATE.matcher(text);
    while (candidate.find()) {
      load(path(candidate)).ifPresent(pictures::add);
    }
    return pictures.stream().distinct().toList();
  }

  private static String path(Matcher candidate) {
    for (int group = 1; group < candidate.groupCount(); group++) {
      if (candidate.group(group) != null) {
        return candidate.group(group);
      }
    }
    return candidate.group(candidate.groupCount());
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
