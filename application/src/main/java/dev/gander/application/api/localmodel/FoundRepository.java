package dev.gander.application.api.localmodel;

import dev.gander.domain.localmodel.HubFile;
import dev.gander.domain.localmodel.HubRepository;
import java.util.List;

/// A repository that a search found, and the addresses of its files.
public record FoundRepository(HubRepository repository, List<Offered> files) {
  public FoundRepository {
    files = List.copyOf(files);
  }

  /// A file and its address.
  public record Offered(HubFile file, String address) {}
}
