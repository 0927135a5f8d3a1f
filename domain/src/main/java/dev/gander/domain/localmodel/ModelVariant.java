package dev.gander.domain.localmodel;

import java.util.List;

/// A model of a repository in one quantization: one file, or shards that make up one.
///
/// @param files in order; at least one
/// @param problem why it cannot be downloaded; empty if it can
public record ModelVariant(
    Quantization quantization, List<HubFile> files, boolean sharded, String problem) {
  public ModelVariant {
    files = List.copyOf(files);
  }

  public HubFile first() {
    return files.getFirst();
  }

  /// In bytes; 0 if the hub does not say.
  public long size() {
    return files.stream().mapToLong(HubFile::size).sum();
  }

  public boolean isComplete() {
    return problem.isEmpty();
  }
}
