package dev.gander.adapters.persistence.files;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces a file as a whole: whoever reads sees the old or the new content, also after a crash.
public final class AtomicFile {
  private static final System.Logger LOG = System.getLogger(AtomicFile.class.getName());
  private static final int MAX_LINKS = 40;
  private static final String TEMPORARY = ".tmp.";
  private static final Pattern OWNER_AND_WORD = Pattern.compile("([0-9]{1,18})\\.[0-9a-f]{8}");

  /// A process of another machine or container may be writing, and is not seen.
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(5);

  /// Whatever the number says: another process may have it by now.
  private static final Duration LONGEST_LIFE = Duration.ofDays(1);

  /// Who may read a file that did not exist before.
  public enum Access {
    /// What the process's mask says. A file that exists keeps its mode.
    USUAL,
    /// The owner alone, also when the file existed with another mode.
    OWNER
  }

  private AtomicFile() {}

  /// Writes a temporary file beside the target, flushes it to the disk and moves it into place. A
  /// symbolic link stays one: the file at its end is replaced.
  public static void write(Path file, byte[] content, Access access) throws IOException {
    Path target = followLinks(file);
    Path temporary =
        target.resolveSibling(
            target.getFileName() + TEMPORARY + ProcessHandle.current().pid() + "." + random());
    try {
      writeNew(temporary, content, access);
      if (access == Access.USUAL) {
        PrivateFiles.copyMode(target, temporary);
      }
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// Removes what writers of a file left beside it when they were killed: it may hold secrets. The
  /// file was just written, and its time tells how old they are. What cannot be removed stays,
  /// which the log says.
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

  /// The same for a file that somebody else has written beside the target.
  public static void putInPlace(Path temporary, Path target) throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    move(temporary, target);
  }

  private static void move(Path temporary, Path target) throws IOException {
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    flushFolder(PrivateFiles.folderOf(target));
  }

  private static void writeNew(Path file, byte[] content, Access access) throws IOException {
    FileAttribute<?>[] mode =
        access == Access.OWNER ? PrivateFiles.fileMode() : new FileAttribute<?>[0];
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /// The file at the end of symbolic links, whether it exists or not.
  static Path followLinks(Path file) throws IOException {
    Path target = file;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MAX_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  /// A rename is on the disk only when the folder is.
  private static void flushFolder(Path folder) throws IOException {
    if (PrivateFiles.hasModes()) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static String random() {
    return UUID.randomUUID().toString().substring(0, 8);
  }
}
