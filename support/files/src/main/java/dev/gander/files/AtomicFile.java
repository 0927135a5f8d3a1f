package dev.gander.files;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces files atomically: readers see the old or the new content, even after a crash. The new
/// content is written to a temporary file beside the target, flushed to the disk, and renamed over
/// the target. Temporary files are never left behind, except by a process that is killed: see
/// [#removeLeftovers].
///
/// Thread-safe. Of two concurrent writers one wins; read-modify-write requires a lock. An interrupt
/// makes a write fail with [java.nio.channels.ClosedByInterruptException]; the old content stays.
public final class AtomicFile {
  private static final System.Logger LOG = System.getLogger(AtomicFile.class.getName());
  private static final int MAX_LINKS = 40;
  private static final String TEMPORARY = ".tmp.";
  private static final Pattern OWNER_AND_WORD = Pattern.compile("([0-9]{1,18})\\.[0-9a-f]{8}");

  /// A process on another machine or in another container may be writing, and is invisible here.
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(5);

  /// Regardless of the process id, which another process may have by now.
  private static final Duration LONGEST_LIFE = Duration.ofDays(1);

  /// How long others have a file of ours open.
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

  private static final Duration PAUSE = Duration.ofMillis(10);

  /// Who may read the file.
  public enum Access {
    /// An existing file keeps its mode; a new one gets the default, according to the umask.
    USUAL,
    /// The owner alone, even if the file existed with another mode.
    OWNER,
    /// Readable by everybody whom the umask allows, writable by the owner alone, even if the file
    /// existed with another mode.
    READABLE
  }

  private AtomicFile() {}

  /// Replaces the content. A symbolic link is preserved: its target is replaced.
  ///
  /// @param file its folder must exist
  public static void write(Path file, byte[] content, Access access) throws IOException {
    replace(followLinks(file), content, access);
  }

  /// Like [#write], but a symbolic link is itself replaced by a file.
  public static void replace(Path file, byte[] content, Access access) throws IOException {
    Path temporary = temporary(file);
    try {
      NewFile.write(temporary, content, PrivateFiles.mode(access));
      if (access == Access.USUAL) {
        PrivateFiles.copyMode(file, temporary);
      }
      move(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// Creates a file with its whole content: whoever sees it sees all of it, also after a crash.
  ///
  /// @param file its folder must exist
  /// @throws FileAlreadyExistsException if there is a file already, which is left unchanged
  public static void create(Path file, byte[] content) throws IOException {
    Path temporary = temporary(file);
    try {
      NewFile.write(temporary, content, PrivateFiles.mode(Access.USUAL));
      link(temporary, file);
      flushFolder(PrivateFiles.folderOf(file));
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// In contrast to a rename, a second name never replaces a file.
  private static void link(Path temporary, Path file) throws IOException {
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | IOException _) {
      // Not every file system has second names. The empty file keeps others off the name.
      Files.createFile(file);
      renameOnto(temporary, file);
    }
  }

  private static void renameOnto(Path temporary, Path empty) throws IOException {
    try {
      rename(temporary, empty);
    } catch (IOException e) {
      Files.deleteIfExists(empty);
      throw e;
    }
  }

  /// Replaces the content of a file that belongs to the user and not to us. Links, mode, owner and
  /// group are preserved: where a rename would lose something (a hard link, the owner, a device) or
  /// is impossible (a read-only folder), the file is written in place. The temporary file is
  /// hidden, and nothing is flushed to the disk: many files may change in a row, and the user's own
  /// editor would not flush them either.
  public static void rewrite(Path file, byte[] content) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file;
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !FileIdentity.isReplaceable(target) || !Files.isWritable(folder)) {
      Files.write(target, content);
      return;
    }
    Path temporary = folder.resolve("." + UUID.randomUUID() + ".tmp");
    try {
      Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (!FileIdentity.passOn(target, temporary) || !hasReplaced(target, temporary)) {
        Files.write(target, content);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// False if others have the target open: they may let us write it.
  private static boolean hasReplaced(Path target, Path temporary) throws IOException {
    try {
      replaceFile(target, temporary);
      return true;
    } catch (FileSystemException e) {
      if (mayBeOpen(target)) {
        return false;
      }
      throw e;
    }
  }

  /// Flushes a file that was written elsewhere beside the target, and renames it over the target.
  /// If that fails, the temporary file is kept.
  public static void putInPlace(Path temporary, Path target) throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    move(temporary, target);
  }

  /// Removes temporary files that killed processes left beside a file, since they may contain
  /// secrets. The file must have just been written, since their age is measured against its time.
  /// Files that cannot be removed are kept, with a warning in the log.
  public static void removeLeftovers(Path file) {
    try {
      Path target = followLinks(file);
      Instant now = Files.getLastModifiedTime(target).toInstant();
      String start = target.getFileName() + TEMPORARY;
      String[] names =
          PrivateFiles.folderOf(target).toFile().list((_, name) -> name.startsWith(start));
      for (String name : Objects.requireNonNullElse(names, new String[0])) {
        Path found = target.resolveSibling(name);
        if (isLeft(name.substring(start.length()), age(found, now))) {
          Files.deleteIfExists(found);
        }
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "what a killed process left beside {0} stays: {1}", file, e);
    }
  }

  private static Duration age(Path file, Instant now) throws IOException {
    return Duration.between(Files.getLastModifiedTime(file).toInstant(), now);
  }

  private static boolean isLeft(String end, Duration age) {
    Matcher owner = OWNER_AND_WORD.matcher(end);
    if (!owner.matches() || age.compareTo(LONGEST_WRITE) < 0) {
      return false;
    }
    return age.compareTo(LONGEST_LIFE) > 0
        || ProcessHandle.of(Long.parseLong(owner.group(1))).isEmpty();
  }

  /// The final target of symbolic links, whether or not it exists.
  ///
  /// @throws FileSystemLoopException if the links form a loop
  public static Path followLinks(Path file) throws IOException {
    Path target = file;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MAX_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  private static void move(Path temporary, Path target) throws IOException {
    rename(temporary, target);
    flushFolder(PrivateFiles.folderOf(target));
  }

  /// If others have the target open, tries again for a while.
  private static void rename(Path temporary, Path target) throws IOException {
    long deadline = System.nanoTime() + LONGEST_LOOK.toNanos();
    while (true) {
      try {
        replaceFile(target, temporary);
        return;
      } catch (FileSystemException e) {
        if (!mayBeOpen(target) || System.nanoTime() > deadline) {
          throw e;
        }
      }
      pause();
    }
  }

  private static void replaceFile(Path target, Path temporary) throws IOException {
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Windows replaces no file that anybody has open.
  private static boolean mayBeOpen(Path target) {
    return !PrivateFiles.hasModes() && Files.isRegularFile(target) && Files.isWritable(target);
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new ClosedByInterruptException();
    }
  }

  /// A rename is only durable once the folder is flushed.
  private static void flushFolder(Path folder) throws IOException {
    if (PrivateFiles.hasModes()) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static Path temporary(Path file) {
    return file.resolveSibling(
        file.getFileName() + TEMPORARY + ProcessHandle.current().pid() + "." + random());
  }

  private static String random() {
    return UUID.randomUUID().toString().substring(0, 8);
  }
}
