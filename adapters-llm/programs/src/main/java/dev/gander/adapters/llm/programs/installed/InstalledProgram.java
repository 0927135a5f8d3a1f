package dev.gander.adapters.llm.programs.installed;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.McpServer;
import dev.gander.domain.provider.Programs;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.process.ChildProcess;
import dev.gander.process.ChildRecords;
import dev.gander.process.SearchPath;
import dev.gander.provider.kit.service.CallLimits;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// A program that the user has installed.
///
/// @param name as the user calls it
/// @param keys the names of the secrets that it gets from our environment
/// @param secrets never shown when its output is quoted
public record InstalledProgram(
    String name,
    Path file,
    SearchPath path,
    Programs programs,
    Set<String> keys,
    KnownSecrets secrets,
    Duration startTime) {
  static final String START_KEY = "GANDER_PROGRAM_START_TIMEOUT";

  /// Linux's limit for one argument, including its terminator.
  private static final int LONGEST_ARGUMENT = 128 * 1024;

  private static final int LONGEST_OF_SCRIPTS = 6_000;
  private static final Pattern LINE_END = Pattern.compile("[\\r\\n]");

  private static final int LONGEST_OUTPUT = 256 * 1024;
  private static final Duration TIME_TO_START = Duration.ofMinutes(5);
  private static final Duration TIME_TO_PRINT = Duration.ofSeconds(5);

  /// With this, an agent thinks that it runs inside itself.
  private static final String INSIDE_CLAUDE = "CLAUDECODE";

  /// The program that the setting `key` names, by name or path.
  ///
  /// @param keys the names of the variables with secrets that it documents; it gets no others
  /// @throws ProviderException `ExecutionError` if there is none; the message names the key
  public static InstalledProgram configured(
      ProviderSettings settings, String key, String otherwise, Set<String> keys) {
    String command = settings.setting(key).filter(set -> !set.isBlank()).orElse(otherwise);
    return find(settings, command.strip(), "set " + key + " to its path", keys);
  }

  /// @param advice what the user can do if it is not found
  /// @param keys as above
  /// @throws ProviderException `ExecutionError` if there is none of that name
  public static InstalledProgram find(
      ProviderSettings settings, String command, String advice, Set<String> keys) {
    Programs programs =
        settings
            .programs()
            .orElseThrow(
                () -> new ProviderException.ExecutionError("No program may be started here", null));
    Path home = home(programs);
    SearchPath path =
        SearchPath.of(
            programs.searchFolders(), home, programs.environment().find("PATH").orElse(""));
    Path file =
        path.find(command, home)
            .orElseThrow(
                () ->
                    new ProviderException.ExecutionError(
                        path.mayNotRun(command, home)
                            ? "The program `%s` may not be run: make it executable, or %s"
                                .formatted(command, advice)
                            : "The program `%s` was not found: install it, or %s"
                                .formatted(command, advice),
                        null));
    return new InstalledProgram(
        file.getFileName().toString(),
        file,
        path,
        programs,
        keys,
        settings.knownSecrets(),
        CallLimits.seconds(settings, START_KEY, TIME_TO_START));
  }

  private static Path home(Programs programs) {
    return Path.of(
        programs.environment().find("HOME").orElse(System.getProperty("user.home", "/")));
  }

  /// Starts it in the folder.
  ///
  /// @throws ProviderException `ContextLengthExceeded` if an argument is too long for a command
  ///   line, `ExecutionError` if it cannot be started
  ///
  /// @param servers passed to the program: its output may contain their secrets
  public JsonProgram start(List<String> arguments, Path folder, List<McpServer> servers) {
    return start(
        arguments,
        folder,
        Map.of(),
        servers.stream().flatMap(server -> server.secrets().stream()).toList());
  }

  /// The same with more variables than ours, whose values are secrets.
  public JsonProgram start(List<String> arguments, Path folder, Map<String, String> variables) {
    return start(arguments, folder, variables, variables.values());
  }

  private JsonProgram start(
      List<String> arguments,
      Path folder,
      Map<String, String> variables,
      Collection<String> secrets) {
    for (String argument : arguments) {
      if (isTooLong(argument)) {
        throw new ProviderException.ContextLengthExceeded(
            "The conversation is too long for the command line of " + name);
      }
    }
    this.secrets.addAll(secrets);
    try {
      return new JsonProgram(name, started(arguments, variables, folder), errors(), startTime);
    } catch (IOException e) {
      throw notStarted(e);
    }
  }

  /// Runs it to its end and returns its output.
  ///
  /// @throws ProviderException `ExecutionError` if it cannot be started, or the failure that its
  ///   output describes if it fails or does not end in time
  public String run(List<String> arguments, Duration patience) throws InterruptedException {
    ChildProcess child;
    try {
      child = started(arguments, Map.of(), home(programs));
    } catch (IOException e) {
      throw notStarted(e);
    }
    try {
      FutureTask<String> printed = new FutureTask<>(() -> text(child.stdout()));
      // A blocked read of a pipe would hold one of the few carriers of virtual threads.
      Thread.ofPlatform().daemon().name(name + "-" + child.pid()).start(printed);
      if (child.awaitExit(patience) != 0) {
        String what = child.isRunning() ? " does not come to an end " : " failed: ";
        throw ProgramFailures.of(name + what + errors().of(child.stderr()));
      }
      return printed.get(TIME_TO_PRINT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ProviderException.RequestFailed("The output of " + name + " broke off", e);
    } finally {
      child.stop(Duration.ZERO);
    }
  }

  private ChildProcess started(List<String> arguments, Map<String, String> variables, Path folder)
      throws IOException {
    ChildRecords records = ChildRecords.in(programs.state());
    return ChildProcess.start(file, arguments, environment(variables), folder, records);
  }

  private ErrorText errors() {
    return new ErrorText(secrets);
  }

  private static String text(InputStream printed) throws IOException {
    return new String(printed.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8);
  }

  private ProviderException notStarted(IOException why) {
    return new ProviderException.ExecutionError(
        "The program " + file + " could not be started", why);
  }

  /// Whether a text can be an argument of every program. On Windows those of npm are scripts, whose
  /// command lines have to be short, and to be one line.
  public static boolean fits(String argument) {
    return File.separatorChar == '/' ? !isTooLong(argument) : fitsScripts(argument);
  }

  static boolean fitsScripts(String argument) {
    return argument.length() < LONGEST_OF_SCRIPTS && !LINE_END.matcher(argument).find();
  }

  private static boolean isTooLong(String argument) {
    return argument.length() >= LONGEST_ARGUMENT / 4
        && argument.getBytes(StandardCharsets.UTF_8).length >= LONGEST_ARGUMENT;
  }

  /// Its own folder contains what it needs to run, such as the `node` of its script.
  private Map<String, String> environment(Map<String, String> more) {
    Map<String, String> own = new HashMap<>(more);
    own.putIfAbsent("PATH", path.forChildren() + File.pathSeparator + file.getParent());
    Map<String, String> all = programs.environment().with(own, keys);
    all.remove(INSIDE_CLAUDE);
    return all;
  }

  /// A folder for the files of a provider, which contains nothing of the user's.
  ///
  /// @throws ProviderException `ExecutionError` if it cannot be created
  public Path folderOf(String provider) {
    Path folder = programs.state().resolve(provider);
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ProviderException.ExecutionError("The folder " + folder + " cannot be made", e);
    }
  }
}
