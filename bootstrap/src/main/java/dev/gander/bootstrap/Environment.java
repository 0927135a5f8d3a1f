package dev.gander.bootstrap;

import dev.gander.bootstrap.logs.Logs;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.shell.ShellSyntax;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The machine as the program sees it, passed in so that several servers can live in one process,
/// each with its own files.
///
/// @param variables environment variables
/// @param osName the system property `os.name`
/// @param osRelease the kernel's version
/// @param architecture the system property `os.arch`
/// @param workingDir the folder for sessions without one
/// @param temporary the folder for large results
/// @param installation the launcher's folder, in which the administrator may leave settings; null
///   if there is none
/// @param clock with the user's time zone
public record Environment(
    Map<String, String> variables,
    GoosePaths paths,
    String osName,
    String osRelease,
    String architecture,
    Path workingDir,
    Path temporary,
    @Nullable Path installation,
    Clock clock) {
  public Environment {
    variables = Map.copyOf(osName.startsWith("Windows") ? inUpperCase(variables) : variables);
  }

  /// Windows writes `Path` and means `PATH`: programs that are started with both get either.
  private static Map<String, String> inUpperCase(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>();
    variables.forEach((name, value) -> all.put(name.toUpperCase(Locale.ROOT), value));
    return all;
  }

  /// This process's environment.
  public static Environment ofProcess() {
    String os = System.getProperty("os.name");
    // Set by the launcher.
    String image = System.getProperty("gander.image");
    Map<String, String> variables = System.getenv();
    return new Environment(
        variables,
        GoosePaths.of(variables, os, Path.of(System.getProperty("user.home"))),
        os,
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        Path.of("").toAbsolutePath(),
        Path.of(System.getProperty("java.io.tmpdir")),
        image == null ? null : Path.of(image).resolve("bin"),
        new LocalClock());
  }

  /// An environment for a server inside another program: its settings, sessions and logs are below
  /// a folder, which is also the folder for sessions without one.
  ///
  /// @param variables settings such as `GOOSE_PROVIDER`, and variables that extensions' programs
  ///   need, such as `PATH`
  public static Environment in(Path folder, Map<String, String> variables) {
    Environment process = ofProcess();
    Map<String, String> all = new HashMap<>(variables);
    all.put("GOOSE_PATH_ROOT", folder.toString());
    return new Environment(
        all,
        GoosePaths.of(all, process.osName, process.paths.home()),
        process.osName,
        process.osRelease,
        process.architecture,
        folder,
        process.temporary,
        null,
        process.clock);
  }

  /// The same with other variables.
  Environment with(Map<String, String> others) {
    return new Environment(
        others, paths, osName, osRelease, architecture, workingDir, temporary, installation, clock);
  }

  /// The same at another time.
  Environment at(Clock other) {
    return new Environment(
        variables,
        paths,
        osName,
        osRelease,
        architecture,
        workingDir,
        temporary,
        installation,
        other);
  }

  /// How the shell that runs commands reads them.
  ShellSyntax shellSyntax() {
    return ShellSyntax.of(
        Optional.ofNullable(variables.get("GOOSE_SHELL")), osName.startsWith("Windows"));
  }

  /// The plug-in folders, which need not exist: the user's, and the one beside the launcher's
  /// folder.
  List<Path> pluginFolders() {
    Path own = paths.config().resolve("plugins");
    return installation == null
        ? List.of(own)
        : List.of(own, installation.resolveSibling("plugins"));
  }

  /// The time limit for plug-in calls that should return at once: the seconds in
  /// `GANDER_PLUGIN_TIMEOUT`, 10 by default; set it higher to debug a plug-in.
  ///
  /// @throws InvalidInput if the variable is not such a number
  Duration pluginPatience() {
    String seconds = variables.getOrDefault("GANDER_PLUGIN_TIMEOUT", "10");
    if (!seconds.matches("[1-9]\\d{0,5}")) {
      throw new InvalidInput(
          "GANDER_PLUGIN_TIMEOUT must be a number of seconds, not `" + seconds + "`");
    }
    return Duration.ofSeconds(Integer.parseInt(seconds));
  }

  /// Where this program's log goes.
  Logs.Place logs() {
    return new Logs.Place(paths.logs(), clock, variables);
  }

  /// A file of the installation; it need not exist.
  @Nullable Path inInstallation(String name) {
    return installation == null ? null : installation.resolve(name);
  }

  /// The time in the user's zone. The zone is not looked up before somebody asks for it: the first
  /// time, the JVM searches all modules for more zones.
  private static final class LocalClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneId.systemDefault();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.system(zone);
    }

    @Override
    public long millis() {
      return System.currentTimeMillis();
    }

    @Override
    public Instant instant() {
      return Instant.now();
    }
  }
}
