package dev.gander.adapters.http.peer;

import java.io.IOException;
import java.util.Map;

/// The files of the console, as the program has them; implemented outside.
@FunctionalInterface
public interface ConsoleFiles {
  /// For a program without a console.
  ConsoleFiles NONE = Map::of;

  /// Every file by its path, with `/` after the names of folders; empty if there is no console.
  /// Called when the first one is asked for, and again only after a failure.
  Map<String, byte[]> read() throws IOException;
}
