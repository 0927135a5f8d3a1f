package dev.gander.application.api.localmodel;

import dev.gander.domain.localmodel.ModelVariant;
import dev.gander.domain.localmodel.RepositoryName;
import java.util.List;
import java.util.OptionalInt;

/// What a repository offers to this machine.
///
/// @param recommended the position of the best variant that fits
/// @param freeMemory in bytes
/// @param downloaded the quantizations that are here
public record RepositoryVariants(
    RepositoryName repository,
    List<Offer> variants,
    OptionalInt recommended,
    long freeMemory,
    List<String> downloaded) {
  public RepositoryVariants {
    variants = List.copyOf(variants);
    downloaded = List.copyOf(downloaded);
  }

  /// A variant and the address of its first file.
  public record Offer(ModelVariant variant, String address) {}
}
