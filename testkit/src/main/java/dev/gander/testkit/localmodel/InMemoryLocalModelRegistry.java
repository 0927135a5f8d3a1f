package dev.gander.testkit.localmodel;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.localmodel.LocalModelRegistry;
import dev.gander.domain.localmodel.StoredModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A registry without a disk.
public final class InMemoryLocalModelRegistry implements LocalModelRegistry {
  private static final Path FOLDER = Path.of("/data/models");

  private final Map<Path, byte[]> files;
  private List<StoredModel> models = List.of();
  private @Nullable StorageException failure;

  /// @param files of the machine; shared with whoever downloads
  public InMemoryLocalModelRegistry(Map<Path, byte[]> files) {
    this.files = files;
  }

  /// From now on it cannot be read.
  public synchronized void fail(StorageException reason) {
    failure = reason;
  }

  @Override
  public synchronized List<StoredModel> models() {
    if (failure != null) {
      throw failure;
    }
    return models;
  }

  @Override
  public synchronized List<StoredModel> change(UnaryOperator<List<StoredModel>> change) {
    models = List.copyOf(change.apply(models));
    return models;
  }

  @Override
  public Path folder() {
    return FOLDER;
  }

  @Override
  public OptionalLong size(Path file) {
    byte[] content = files.get(file.normalize());
    return content == null ? OptionalLong.empty() : OptionalLong.of(content.length);
  }

  @Override
  public void delete(List<Path> deleted) {
    deleted.stream()
        .map(Path::normalize)
        .filter(file -> file.startsWith(FOLDER))
        .forEach(files::remove);
  }
}
