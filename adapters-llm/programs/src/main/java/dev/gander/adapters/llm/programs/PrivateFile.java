package dev.gander.adapters.llm.programs;

import dev.gander.domain.error.ProviderException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file passed to a program. It may contain secrets, so only the user may read it.
public record PrivateFile(Path path) {
  private static final System.Logger LOG = System.getLogger(PrivateFile.class.getName());

  /// A prefix, the number of the process that wrote it, and a random part.
  private static final Pattern NAME = Pattern.compile("[a-z-]+-(\\d{1,18})-\\d+\\.[a-z]*");

  /// A process's start is counted in ticks from the machine's start, which is known in whole
  /// seconds.
  private static final Duration INEXACT = Duration.ofSeconds(2);

  /// @throws ProviderException `ExecutionError` if it cannot be written
  public static PrivateFile write(Path folder, String prefix, String suffix, String text) {
    return write(folder, prefix, suffix, text.getBytes(StandardCharsets.UTF_8));
  }

  /// @throws ProviderException `RequestFailed` if the data is not base64
  public static PrivateFile ofBase64(Path folder, String prefix, String suffix, String data) {
    try {
      return write(folder, prefix, suffix, Base64.getMimeDecoder().decode(data));
    } catch (IllegalArgumentException e) {
      throw new ProviderException.RequestFailed("A picture of the message is damaged", e);
    }
  }

  private static PrivateFile write(Path folder, String prefix, String suffix, byte[] bytes) {
    try {
      Files.createDirectories(folder);
      String own = prefix + ProcessHandle.current().pid() + "-";
      Path path = Files.createTempFile(folder, own, suffix, ownersOnly());
      Files.write(path, bytes);
      return new PrivateFile(path);
    } catch (IOException e) {
      throw new ProviderException.ExecutionError("No file can be written in " + folder, e);
    }
  }

  /// Deletes files of processes that have gone: a process that was killed could not. Other files
  /// stay.
  public static void deleteStrays(Path folder) {
    try (var files = Files.newDirectoryStream(folder, PrivateFile::isStray)) {
      files.forEach(stray -> new PrivateFile(stray).delete());
    } catch (IOException | DirectoryIteratorException e) {
      LOG.log(Level.WARNING, "The folder " + folder + " cannot be tidied", e);
    }
  }

  /// Whether no running process can have written it.
  private static boolean isStray(Path file) throws IOException {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    Instant written = Files.getLastModifiedTime(file).toInstant();
    return ProcessHandle.of(Long.parseLong(name.group(1)))
        .filter(writer -> mayHaveWritten(writer, written))
        .isEmpty();
  }

  /// The number of a process may be that of an earlier one, above all in a container.
  private static boolean mayHaveWritten(ProcessHandle writer, Instant written) {
    return writer
        .info()
        .startInstant()
        .map(start -> start.minus(INEXACT).isBefore(written))
        .orElse(true);
  }

  private static FileAttribute<?>[] ownersOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  public void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The file " + path + " stays", e);
    }
  }
}
