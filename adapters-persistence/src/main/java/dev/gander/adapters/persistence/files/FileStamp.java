package dev.gander.adapters.persistence.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/// Distinguishes one state of a file from another. A replaced file has another key, which helps
/// when two writes fall into one tick of the clock.
public record FileStamp(FileTime modified, long size, @Nullable Object key) {
  public static final FileStamp MISSING = new FileStamp(FileTime.fromMillis(0), -1, null);

  public static FileStamp of(Path file) throws IOException {
    // Checked first, since throwing an exception at each look at a missing file is slow.
    if (Files.notExists(file)) {
      return MISSING;
    }
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (NoSuchFileException _) {
      return MISSING;
    }
  }
}
