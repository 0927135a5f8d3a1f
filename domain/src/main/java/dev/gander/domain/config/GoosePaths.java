package dev.gander.domain.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where goose keeps its files. Nothing here touches the disk; the folders need not exist.
///
/// With `GOOSE_PATH_ROOT=R` the folders are `R/config`, `R/data`, `R/state` and `R/.agents`.
/// Otherwise Linux and macOS follow XDG (`~/.config/goose`, `~/.local/share/goose`,
/// `~/.local/state/goose`; a relative `XDG_…_HOME` is ignored) and Windows uses
/// `%APPDATA%\Block\goose`, with the state beside the data.
public record GoosePaths(Path home, Path config, Path data, Path state, Path agents) {
  /// The subfolders of the settings folder in which goose and this program keep anything but
  /// tokens.
  public static final Set<String> CONFIG_FOLDERS =
      Set.of(
          "agents",
          "custom_providers",
          "gateway",
          "mcp-apps-cache",
          "memory",
          "permissions",
          "plugins",
          "prompts",
          "recipes",
          "skills",
          "tls");

  /// @param environment the environment variables
  /// @param osName the system property `os.name`
  /// @param userHome the home folder when `HOME` (`USERPROFILE` on Windows) is not set
  public static GoosePaths of(Map<String, String> environment, String osName, Path userHome) {
    boolean windows = osName.toLowerCase(Locale.ROOT).startsWith("windows");
    Path given = absolute(environment.get(windows ? "USERPROFILE" : "HOME"));
    Path home = given == null ? userHome : given;
    String root = environment.get("GOOSE_PATH_ROOT");
    if (root != null) {
      return under(Path.of(root), home);
    }
    return windows ? windows(environment, home) : xdg(environment, home);
  }

  public Path configFile() {
    return config.resolve("config.yaml");
  }

  /// The certificate that a server makes for itself, in PEM.
  public Path ownCertificate() {
    return config.resolve("tls").resolve("server.pem");
  }

  public Path secretsFile() {
    return config.resolve("secrets.yaml");
  }

  public Path permissionsFile() {
    return config.resolve("permission.yaml");
  }

  public Path adversaryFile() {
    return config.resolve("adversary.md");
  }

  public Path policyFile() {
    return config.resolve("policy.yaml");
  }

  public Path customProviders() {
    return config.resolve("custom_providers");
  }

  public Path prompts() {
    return config.resolve("prompts");
  }

  public Path sessionDatabase() {
    return data.resolve("sessions").resolve("sessions.db");
  }

  /// What is Gander's own, beside it.
  public Path ownDatabase() {
    return sessionDatabase().resolveSibling("gander.db");
  }

  public Path logs() {
    return state.resolve("logs");
  }

  /// goose's folder for what can be fetched or made again. `GOOSE_PATH_ROOT` does not move it, as
  /// in goosed 1.26 to 1.39.
  public static Path cache(Map<String, String> environment, String osName, Path home) {
    return osName.startsWith("Windows")
        ? orElse(environment.get("LOCALAPPDATA"), home.resolve("AppData").resolve("Local"))
            .resolve("Block")
            .resolve("goose")
            .resolve("cache")
        : orElse(environment.get("XDG_CACHE_HOME"), home.resolve(".cache")).resolve("goose");
  }

  private static GoosePaths under(Path root, Path home) {
    return new GoosePaths(
        home,
        root.resolve("config"),
        root.resolve("data"),
        root.resolve("state"),
        root.resolve(".agents"));
  }

  private static GoosePaths xdg(Map<String, String> environment, Path home) {
    return new GoosePaths(
        home,
        orElse(environment.get("XDG_CONFIG_HOME"), home.resolve(".config")).resolve("goose"),
        orElse(environment.get("XDG_DATA_HOME"), home.resolve(".local/share")).resolve("goose"),
        orElse(environment.get("XDG_STATE_HOME"), home.resolve(".local/state")).resolve("goose"),
        home.resolve(".agents"));
  }

  private static GoosePaths windows(Map<String, String> environment, Path home) {
    Path goose =
        orElse(environment.get("APPDATA"), home.resolve("AppData").resolve("Roaming"))
            .resolve("Block")
            .resolve("goose");
    Path data = goose.resolve("data");
    return new GoosePaths(home, goose.resolve("config"), data, data, home.resolve(".agents"));
  }

  private static Path orElse(@Nullable String given, Path otherwise) {
    Path path = absolute(given);
    return path == null ? otherwise : path;
  }

  private static @Nullable Path absolute(@Nullable String given) {
    if (given == null || given.isEmpty()) {
      return null;
    }
    Path path = Path.of(given);
    return path.isAbsolute() ? path : null;
  }
}
