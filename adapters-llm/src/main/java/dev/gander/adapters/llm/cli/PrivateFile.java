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
import java.util.Base64;

/// A file that a program is given, which may hold secrets: only the user may read it.
public record PrivateFile(Path path) {
  private static final System.Logger LOG = System.getLogger(PrivateFile.class.getName());

  /// @throws ProviderException `ExecutionError` if it cannot be written
  public static PrivateFile write(Path folder, String prefix, String suffix, String text) {
    return write(folder, prefix, suffix, text.getBytes(StandardCharsets.UTF_8));
  }

  /// @throws ProviderException `RequestFailed` if the data is no base64
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
      Path path = Files.createTempFile(folder, prefix, suffix, ownersOnly());
      Files.write(path, bytes);
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
