package dev.gander.domain.extension;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.config.Settings;
import dev.gander.domain.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Starts the extensions that come with the program and are configured as `builtin`, as goosed 1.26
/// to 1.39 has them. A service, loaded on first use. Thread-safe.
public interface BundledServers {
  /// How long a call may take.
  long SECONDS = 300;

  /// Their usual configurations.
  List<ExtensionConfig.Builtin> CONFIGS =
      List.of(
          server("autovisualiser", "Auto Visualiser", "Shows data as charts and diagrams"),
          server(
              "computercontroller",
              "Computer Controller",
              "Fetches web pages, runs scripts and works on documents"),
          server("memory", "Memory", "Keeps what is worth remembering for later sessions"),
          server("tutorial", "Tutorial", "Offers tutorials to work through step by step"));

  Set<String> KEYS =
      CONFIGS.stream().map(config -> config.key().value()).collect(Collectors.toUnmodifiableSet());

  private static ExtensionConfig.Builtin server(String name, String title, String description) {
    return new ExtensionConfig.Builtin(
        name, description, title, SECONDS, true, List.of(), JsonObject.EMPTY);
  }

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
