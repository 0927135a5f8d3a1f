package dev.gander.domain.localmodel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model in the registry: on this machine, or known and not downloaded.
///
/// @param id `author/name:quantization`
/// @param repository `author/name`
/// @param size in bytes, of all shards; 0 if it is not known
/// @param file its only file, or its first shard
/// @param shards the others
/// @param projector the file with which it understands images; null for none
public record StoredModel(
    String id,
    String repository,
    String quantization,
    long size,
    StoredFile file,
    List<StoredFile> shards,
    @Nullable StoredFile projector,
    ModelSettings settings) {
  public StoredModel {
    shards = List.copyOf(shards);
  }

  /// The files of the model itself, in order.
  public List<Path> paths() {
    List<Path> paths = new ArrayList<>(List.of(file.path()));
    shards.forEach(shard -> paths.add(shard.path()));
    return List.copyOf(paths);
  }

  public StoredModel with(ModelSettings other) {
    return new StoredModel(id, repository, quantization, size, file, shards, projector, other);
  }

  /// With the file for images, which decides whether it understands them.
  public StoredModel with(StoredFile images) {
    return new StoredModel(
        id,
        repository,
        quantization,
        size,
        file,
        shards,
        images,
        settings.with(new Vision(true, settings.vision().imageTokens(), images.size())));
  }

  /// The same settings for other files.
  public StoredModel withFilesOf(StoredModel other) {
    return new StoredModel(
        id,
        repository,
        other.quantization,
        other.size,
        other.file,
        other.shards,
        other.projector == null ? projector : other.projector,
        settings);
  }
}
