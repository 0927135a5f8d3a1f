package dev.gander.adapters.persistence.sqlite;

import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A database as a file.
///
/// @param kind what it is to users, such as "session database"
public record DatabaseFile(String kind, Path path) {
  /// The beginning of a sentence about it.
  public String title() {
    return "The " + kind + " " + path;
  }

  /// Without its folder.
  String name() {
    return String.valueOf(path.getFileName());
  }

  public Path folder() {
    return PrivateFiles.folderOf(path);
  }

  /// Whether it exists and cannot be written at the moment. SQLite needs the folder too, for its
  /// log.
  boolean isReadOnly() {
    return Files.exists(path) && !(Files.isWritable(path) && Files.isWritable(folder()));
  }

  /// Distinguishes this file from another one in its place; null if there is no file, or if the
  /// system has no such identity.
  @Nullable Object identity() {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (IOException _) {
      return null;
    }
  }

  /// Whether there is a log of changes. It goes away when the last program closes the database, so
  /// either a program has it open, or it was not closed properly.
  boolean hasLog() throws IOException {
    try {
      return Files.size(path.resolveSibling(path.getFileName() + "-wal")) > 0;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /// The URL for normal use.
  String url() {
    return "jdbc:sqlite:" + path;
  }

  /// The URL for use without leaving anything behind in the folder. If another program has the
  /// database open there is a log, which has to be read too; without a log the file is complete.
  String readOnlyUrl() throws IOException {
    return "jdbc:sqlite:" + path.toUri() + (hasLog() ? "?mode=ro" : "?immutable=1");
  }
}
