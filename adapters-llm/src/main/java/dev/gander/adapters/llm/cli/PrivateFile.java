package dev.gander.adapters.llm.cli;

import dev.gander.domain.error.ProviderException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// A file that a program is given, which may hold secrets: only the user may read it.
public record PrivateFile(Path path) {
  private static final System.Logger LOG = System.getLogger(PrivateFile.class.getName());

  /// @throws ProviderException `ExecutionError` if it cannot be written
  public static PrivateFile write(Path folder, String prefix, String suffix, String text) {
    try {
      Files.createDirectories(folder);
      Path path = Files.createTempFile(folder, prefix, suffix, ownersOnly());
      Files.writeString(path, text, StandardCharsets.UTF_8);
      return new PrivateFile(path);
    } catch (IOException e) {
      throw new ProviderException.ExecutionError("No file can be written in " + folder, e);
    }
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
