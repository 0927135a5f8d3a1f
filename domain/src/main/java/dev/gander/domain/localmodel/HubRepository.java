package dev.gander.domain.localmodel;

import java.util.List;

/// A repository that a search found.
///
/// @param downloads how often it was downloaded lately
/// @param files as far as the hub lists them in its answer to a search
public record HubRepository(
    RepositoryName name, String author, long downloads, List<HubFile> files) {
  public HubRepository {
    files = List.copyOf(files);
  }
}
