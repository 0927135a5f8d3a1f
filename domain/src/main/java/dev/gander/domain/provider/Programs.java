package dev.gander.domain.provider;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What a provider needs to start programs of the machine. It holds secrets of the user and is
/// never shown.
///
/// @param environment all variables of the process
/// @param searchFolders where the user keeps programs, before the usual places; maybe with `~`
/// @param state the folder for files that programs are given, maybe not there yet
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
