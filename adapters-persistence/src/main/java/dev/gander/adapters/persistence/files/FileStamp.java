package dev.gander.adapters.persistence.files;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/// Distinguishes one state of a file from another. A replaced file has another key, which helps
/// when two writes fall into one tick of the clock.
public record FileStamp(FileTime modified, long size, @Nullable Object key) {
  public static final FileStamp MISSING = new FileStamp(FileTime.fromMillis(0), -1, null);

  public static FileStamp of(Path file) throws IOException {
    // `Files` itself throws an exception at each look at a missing file, which is slow.
    BasicFileAttributes found =
        file.getFileSystem().provider().readAttributesIfExists(file, BasicFileAttributes.class);
    return found == null
        ? MISSING
        : new FileStamp(found.lastModifiedTime(), found.size(), found.fileKey());
  }
}
