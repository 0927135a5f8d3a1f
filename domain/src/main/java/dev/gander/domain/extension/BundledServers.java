package dev.gander.domain.extension;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.config.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Starts the extensions that come with the program and are configured as `builtin`, as goosed 1.26
/// to 1.39 has them. A service, loaded on first use. Thread-safe.
public interface BundledServers {
  Set<String> KEYS = Set.of("autovisualiser", "computercontroller", "memory", "tutorial");

  /// Whether a configuration is about one of them.
  static boolean has(ExtensionConfig config) {
    return config instanceof ExtensionConfig.Builtin && KEYS.contains(config.key().value());
  }

  /// The connector for these extensions. Starts nothing.
  ExtensionConnector connector(Surroundings surroundings);

  /// What they need to know of the machine.
  ///
  /// @param config goose's folder for what users write
  /// @param cache goose's folder for what can be made again; need not exist
  /// @param state our folder for what programs remember
  /// @param children the environment of the processes that they start
  /// @param documents the tools for office documents
  /// @param osName the system property `os.name`
  /// @param settings read at each start
  record Surroundings(
      Path config,
      Path cache,
      Path state,
      ChildEnvironment children,
      LoginPath loginPath,
      DocumentTools documents,
      String osName,
      Clock clock,
      Settings settings) {}

  /// The `PATH` of the user's terminal.
  interface LoginPath {
    /// Null if it cannot be found out.
    @Nullable String await() throws InterruptedException;
  }
}
