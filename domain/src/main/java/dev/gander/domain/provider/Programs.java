package dev.gander.domain.provider;

import dev.gander.domain.config.ChildEnvironment;
import java.nio.file.Path;
import java.util.List;

/// What a provider needs to start local programs. It contains the user's secrets and is never
/// shown.
///
/// @param environment what every program that a provider starts must be started with
/// @param searchFolders the user's folders, searched for programs before the usual places; may
///   start with `~`
/// @param state the folder for files that are passed to programs; may not exist yet
public record Programs(ChildEnvironment environment, List<String> searchFolders, Path state) {
  public Programs {
    searchFolders = List.copyOf(searchFolders);
  }

  @Override
  public String toString() {
    return "Programs" + searchFolders;
  }
}
