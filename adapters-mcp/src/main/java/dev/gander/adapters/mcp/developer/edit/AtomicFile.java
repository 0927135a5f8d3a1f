package dev.gander.adapters.mcp.developer.edit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.UUID;

/// Replaces a file in one step, so that nobody sees or keeps half of it: written beside it, then
/// renamed. Links and permissions stay. Where a rename would lose something (a second name of the
/// file, its owner, a device) or cannot be done (a folder that is read-only), the file is written
/// in place.
final class AtomicFile {
  private AtomicFile() {}

  static void write(Path file, byte[] content) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file;
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !isReplaceable(target) || !Files.isWritable(folder)) {
      Files.write(target, content);
      return;
    }
    Path fresh = folder.resolve("." + UUID.randomUUID() + ".tmp");
    try {
      Files.write(fresh, content, CREATE_NEW, WRITE);
      if (keepsIdentity(target, fresh)) {
        Files.move(fresh, target, ATOMIC_MOVE, REPLACE_EXISTING);
      } else {
        Files.write(target, content);
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static boolean isReplaceable(Path target) {
    return !Files.exists(target, NOFOLLOW_LINKS)
        || (Files.isRegularFile(target, NOFOLLOW_LINKS) && Files.isWritable(target));
  }

  /// Makes the new file as the old one was, if that is possible.
  private static boolean keepsIdentity(Path target, Path fresh) throws IOException {
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
