package dev.gander.domain.provider;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a provider needs to start local programs. It contains the user's secrets and is never
/// shown.
///
/// @param environment all variables of the process
/// @param searchFolders the user's folders, searched for programs before the usual places; may
///   start with `~`
/// @param state the folder for files that are passed to programs; may not exist yet
public record Programs(Map<String, String> environment, List<String> searchFolders, Path state) {
  public Programs {
    environment = Map.copyOf(environment);
    searchFolders = List.copyOf(searchFolders);
  }

  @Override
  public String toString() {
    return "Programs" + searchFolders;
  }
}
