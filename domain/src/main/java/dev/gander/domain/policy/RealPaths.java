package dev.gander.domain.policy;

import java.nio.file.Path;
import java.util.Optional;

/// Where a path leads. Thread-safe.
public interface RealPaths {
  /// Follows links and `..` as the system does, as far as there are files; what is missing stays as
  /// it is, with `..` removed by name.
  ///
  /// @param absolute an absolute path, of a file that need not exist
  /// @return empty if it cannot be told, as for links in a circle, in folders that must not be
  ///   read, and where a path is another one for each process
  Optional<Path> real(Path absolute);
}
