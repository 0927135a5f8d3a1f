package dev.gander.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/// What a file has besides its content, and would lose if another file took its place.
final class FileIdentity {
  private FileIdentity() {}

  /// Whether another file may take its place, as far as its kind tells.
  static boolean isReplaceable(Path target) {
    return !Files.exists(target, NOFOLLOW_LINKS)
        || (Files.isRegularFile(target, NOFOLLOW_LINKS) && Files.isWritable(target));
  }

  /// Makes the new file as the old one was. False if that is impossible.
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
