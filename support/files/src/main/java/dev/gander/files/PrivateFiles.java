package dev.gander.files;

import dev.gander.files.AtomicFile.Access;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/// Folders and files that only their owner can access, if the file system supports owners.
public final class PrivateFiles {
  private static final String FOLDER = "rwx------";
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private PrivateFiles() {}

  /// Creates a folder with mode 0700, and its parents with the default mode; does nothing if it
  /// exists.
  public static void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      Files.createDirectories(parent);
    }
    Files.createDirectories(folder, mode(FOLDER));
  }

  /// Creates a folder with mode 0700, and its parents with the default mode; an existing one gets
  /// that mode. A folder that belongs to somebody else stays as it is.
  public static void makePrivate(Path folder) throws IOException {
    createFolders(folder);
    if (POSIX) {
      try {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(FOLDER));
      } catch (FileSystemException _) {
        // Its owner decides who may read it; what we put there is readable by us only.
      }
    }
  }

  /// Creates a new file with mode 0600. One that cannot be written completely is removed again; a
  /// process that is killed in the meantime leaves a part.
  ///
  /// @throws FileAlreadyExistsException if the file exists, which is left unchanged
  public static void create(Path file, byte[] content) throws IOException {
    try {
      NewFile.write(file, content, mode(Access.OWNER));
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /// Creates an empty file with mode 0600.
  ///
  /// @throws FileAlreadyExistsException if the file exists, which is left unchanged
  public static Path createEmpty(Path file) throws IOException {
    return Files.createFile(file, mode(Access.OWNER));
  }

  /// Replaces whatever is there with an empty file with mode 0600.
  public static Path newFile(Path file) throws IOException {
    Files.deleteIfExists(file);
    return createEmpty(file);
  }

  /// Creates an empty file with mode 0600 if there is none.
  public static Path createIfAbsent(Path file) throws IOException {
    try {
      return createEmpty(file);
    } catch (FileAlreadyExistsException _) {
      return file;
    }
  }

  /// The folder of a file, whether or not the file exists.
  public static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
  }

  /// Gives `to` the mode of `from`, if `from` exists.
  public static void copyMode(Path from, Path to) throws IOException {
    if (POSIX && Files.exists(from)) {
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }
  }

  static boolean hasModes() {
    return POSIX;
  }

  /// The attribute for creating a file.
  static FileAttribute<?>[] mode(Access access) {
    return switch (access) {
      case USUAL -> new FileAttribute<?>[0];
      case OWNER -> mode("rw-------");
      case READABLE -> mode("rw-r--r--");
    };
  }

  private static FileAttribute<?>[] mode(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
