package dev.gander.adapters.persistence.secrets;

import dev.gander.domain.error.StorageException;
import dev.gander.files.AtomicFile;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Identities in a file, as `age-keygen` writes it.
public record IdentityInFile(Path file) implements IdentityPlace {

  @Override
  public Optional<String> read() {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StorageException("the identity in " + file + " cannot be read: " + e, e);
    }
  }

  @Override
  public void write(String identities) {
    try {
      PrivateFiles.createFolders(PrivateFiles.folderOf(file));
      AtomicFile.write(file, identities.getBytes(StandardCharsets.UTF_8), AtomicFile.Access.OWNER);
    } catch (IOException e) {
      throw new StorageException("the identity cannot be kept in " + file + ": " + e, e);
    }
  }

  @Override
  public String name() {
    return file.toString();
  }
}
