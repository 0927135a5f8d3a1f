package dev.gander.adapters.persistence.files;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/// Folders and files that only their owner may use, where the file system knows owners.
public final class PrivateFiles {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private PrivateFiles() {}

  /// Makes a folder with the mode 0700 and those above it as usual; nothing when it is there.
  public static void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.createDirectories(folder, mode("rwx------"));
  }

  /// Makes an empty file with the mode 0600 in place of what is there.
  public static Path newFile(Path file) throws IOException {
    Files.deleteIfExists(file);
    return Files.createFile(file, fileMode());
  }

  /// The folder that a file is or would be in.
  public static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
  }

  static boolean hasModes() {
    return POSIX;
  }

  /// The attribute for a new file with the mode 0600.
  static FileAttribute<?>[] fileMode() {
    return mode("rw-------");
  }

  /// Gives `to` the mode of `from`, if `from` exists.
  public static void copyMode(Path from, Path to) throws IOException {
    if (POSIX && Files.exists(from)) {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }
  }

  private static FileAttribute<?>[] mode(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
