package dev.gander.bootstrap;

import dev.gander.domain.config.GoosePaths;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;

/// The machine as the program sees it, given from outside so that several servers can live in one
/// process, each with its own files.
///
/// @param variables environment variables
/// @param osName the system property `os.name`
/// @param osRelease the kernel's version
/// @param architecture the system property `os.arch`
/// @param workingDir the folder for sessions that have none
/// @param temporary the folder for large results
/// @param clock with the user's time zone
public record Environment(
    Map<String, String> variables,
    GoosePaths paths,
    String osName,
    String osRelease,
    String architecture,
    Path workingDir,
    Path temporary,
    Clock clock) {
  public Environment {
    variables = Map.copyOf(variables);
  }

  /// This process's environment.
  public static Environment ofProcess() {
    String os = System.getProperty("os.name");
    Map<String, String> variables = System.getenv();
    return new Environment(
        variables,
        GoosePaths.of(variables, os, Path.of(System.getProperty("user.home"))),
        os,
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        Path.of("").toAbsolutePath(),
        Path.of(System.getProperty("java.io.tmpdir")),
        Clock.system(ZoneId.systemDefault()));
  }
}
