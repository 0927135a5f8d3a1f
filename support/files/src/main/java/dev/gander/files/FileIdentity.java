package dev.gander.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/// The attributes of a file that would be lost if another file replaced it.
final class FileIdentity {
  private FileIdentity() {}

  /// Whether its kind allows replacing it with another file.
  static boolean isReplaceable(Path target) {
    return !Files.exists(target, NOFOLLOW_LINKS)
        || (Files.isRegularFile(target, NOFOLLOW_LINKS) && Files.isWritable(target));
  }

  /// Copies the old file's attributes to the new one. False if that is impossible.
  static boolean passOn(Path target, Path fresh) throws IOException {
    if (!Files.exists(target) || !supports(target, "unix")) {
      return true;
    }
    PosixFileAttributes old = Files.readAttributes(target, PosixFileAttributes.class);
    PosixFileAttributes made = Files.readAttributes(fresh, PosixFileAttributes.class);
    boolean onlyName = Integer.valueOf(1).equals(Files.getAttribute(target, "unix:nlink"));
    if (!onlyName || !old.owner().equals(made.owner()) || !old.group().equals(made.group())) {
      return false;
    }
    Files.setPosixFilePermissions(fresh, old.permissions());
    return true;
  }

  private static boolean supports(Path file, String view) {
    return file.getFileSystem().supportedFileAttributeViews().contains(view);
  }
}
