package dev.gander.provider.kit.log;

import dev.gander.process.ProcessIdentity;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The folder of request logs, which only their owner can read where the file system knows owners.
record LogFolder(Path place) {
  private static final String MODE = "rwx------";
  private static final String MODE_OF_FILES = "rw-------";
  private static final Duration LONGEST_REQUEST = Duration.ofDays(1);

  /// `llm_request.PROCESS-UUID.jsonl` and goose's `llm_request.UUID.jsonl`, but not the numbered
  /// ones.
  private static final String UNFINISHED = "llm_request.*-*.jsonl";

  private static final Pattern NAME = Pattern.compile("llm_request\\.(p[^-]+)-.*");

  /// Creates the folder, or closes it to others, and removes what killed processes have left there:
  /// nothing else would. A folder of another owner stays open.
  static LogFolder open(Path place) throws IOException {
    Files.createDirectories(place);
    LogFolder folder = new LogFolder(place);
    if (folder.hasModes()) {
      try {
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(MODE));
      } catch (FileSystemException _) {
        // Its owner decides who may see which logs there are; nobody else can read them.
      }
    }
    folder.deleteStrays();
    return folder;
  }

  /// A log that is being written.
  record OpenLog(Path file, OutputStream out) {}

  /// Creates an empty log of this process, which can be written by threads that are interrupted:
  /// those of requests that are being cancelled.
  OpenLog create(String uuid) throws IOException {
    String name = "llm_request." + ProcessIdentity.current().text() + "-" + uuid + ".jsonl";
    FileAttribute<?>[] mode =
        hasModes()
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE_OF_FILES))
            }
            : new FileAttribute<?>[0];
    Path file = place.resolve(name);
    Files.createFile(file, mode);
    return new OpenLog(file, new BufferedOutputStream(new FileOutputStream(file.toFile())));
  }

  private boolean hasModes() {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private void deleteStrays() throws IOException {
    try (var unfinished = Files.newDirectoryStream(place, UNFINISHED)) {
      for (Path log : unfinished) {
        if (isStray(log)) {
          Files.deleteIfExists(log);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /// Of a log that does not name its process, only the age tells that no request writes it any
  /// more.
  private static boolean isStray(Path log) throws IOException {
    Optional<ProcessIdentity> owner = owner(log);
    return owner.isPresent() ? !owner.get().isRunning() : isOld(log);
  }

  private static Optional<ProcessIdentity> owner(Path log) {
    Matcher name = NAME.matcher(log.getFileName().toString());
    return name.matches() ? ProcessIdentity.parse(name.group(1)) : Optional.empty();
  }

  private static boolean isOld(Path log) throws IOException {
    try {
      Instant changed = Files.getLastModifiedTime(log).toInstant();
      return changed.isBefore(Instant.now().minus(LONGEST_REQUEST));
    } catch (NoSuchFileException _) {
      return false;
    }
  }
}
