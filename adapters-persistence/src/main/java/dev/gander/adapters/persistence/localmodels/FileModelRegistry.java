package dev.gander.adapters.persistence.localmodels;

import dev.gander.adapters.persistence.files.SharedFile;
import dev.gander.adapters.persistence.localmodels.StoredRegistry.NotARegistry;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.localmodel.LocalModelRegistry;
import dev.gander.domain.localmodel.StoredModel;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// Models in `models/registry.json`, their files beside it. A registry that cannot be read or
/// understood is never written.
public final class FileModelRegistry implements LocalModelRegistry {
  private static final System.Logger LOG = System.getLogger(FileModelRegistry.class.getName());

  private final Path folder;
  private final SharedFile file;

  /// @param data goose's data folder
  public FileModelRegistry(Path data) {
    folder = data.resolve("models").toAbsolutePath().normalize();
    file = new SharedFile(folder.resolve("registry.json"));
  }

  @Override
  public List<StoredModel> models() {
    StoredRegistry stored = file.reading(() -> parsed(file.bytes()));
    stored
        .problems()
        .forEach(problem -> LOG.log(Level.DEBUG, "{0}: {1}; left out", file.path(), problem));
    return stored.models();
  }

  private StoredRegistry parsed(Optional<byte[]> content) {
    try {
      return content.isEmpty() ? StoredRegistry.NONE : StoredRegistry.read(content.get());
    } catch (NotARegistry e) {
      throw file.broken(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<StoredModel> change(UnaryOperator<List<StoredModel>> change) {
    return file.locked(
        () -> {
          StoredRegistry stored = parsed(file.bytes());
          List<StoredModel> wanted = List.copyOf(change.apply(stored.models()));
          if (!wanted.equals(stored.models())) {
            file.write(stored.changedTo(wanted));
          }
          return wanted;
        });
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public OptionalLong size(Path path) {
    try {
      return Files.isRegularFile(path) ? OptionalLong.of(Files.size(path)) : OptionalLong.empty();
    } catch (IOException e) {
      throw new StorageException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void delete(List<Path> files) {
    for (Path path : files) {
      Path inside = path.toAbsolutePath().normalize();
      if (inside.startsWith(folder) && !inside.equals(folder) && !inside.equals(file.path())) {
        delete(inside);
      }
    }
  }

  private void delete(Path path) {
    try {
      Files.deleteIfExists(path);
      Path parent = Objects.requireNonNull(path.getParent(), "a file in a folder");
      while (!parent.equals(folder) && Files.isDirectory(parent)) {
        Files.delete(parent);
        parent = Objects.requireNonNull(parent.getParent(), "a folder below another");
      }
    } catch (DirectoryNotEmptyException _) {
      // It has files of others.
    } catch (IOException e) {
      throw new StorageException(path + " cannot be deleted: " + e.getMessage(), e);
    }
  }
}
