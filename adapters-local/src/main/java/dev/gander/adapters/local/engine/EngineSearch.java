package dev.gander.adapters.local.engine;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.localmodel.LocalModelsFactory;
import dev.gander.process.ChildProcess;
import dev.gander.process.ChildRecords;
import dev.gander.process.SearchPath;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the program that runs models: the `llama-server` that `GANDER_LLAMA_SERVER` names, else
/// one on the search path, else our own. Thread-safe.
public final class EngineSearch {
  private static final Logger LOG = System.getLogger(EngineSearch.class.getName());
  private static final String SETTING = "GANDER_LLAMA_SERVER";
  private static final String NONE = "none";
  private static final Pattern VERSION = Pattern.compile("version: (\\d+ \\([0-9a-f]+\\)|\\S+)");
  private static final Duration TIME_TO_PRINT = Duration.ofSeconds(5);

  private final Settings settings;
  private final LocalModelsFactory.Installation installation;
  private final ChildRecords records;
  private final LibraryPlatform machine;

  /// What programs have said of themselves, which takes them a while.
  private final Map<Asked, String> versions = new ConcurrentHashMap<>();

  private record Asked(Path file, FileTime modified) {}

  EngineSearch(
      Settings settings,
      LocalModelsFactory.Installation installation,
      ChildRecords records,
      LibraryPlatform machine) {
    this.settings = settings;
    this.installation = installation;
    this.records = records;
    this.machine = machine;
  }

  /// @param surroundings where to look
  public static EngineSearch in(LocalModelsFactory.Surroundings surroundings) {
    return new EngineSearch(
        surroundings.settings(),
        surroundings.installation(),
        ChildRecords.in(surroundings.state()),
        LibraryPlatform.current());
  }

  /// @throws ProviderException if the program that the user has named is not there, or does not run
  public TextEngine find() throws InterruptedException {
    String named = EngineSettings.text(settings, SETTING);
    if (named.equals(NONE)) {
      return own();
    }
    if (!named.isEmpty()) {
      Path file = search(named).orElseThrow(() -> unusable(named, "there is no such program"));
      return server(file).orElseThrow(() -> unusable(named, "it does not tell its version"));
    }
    Optional<Path> found = search("llama-server");
    if (found.isEmpty()) {
      return own();
    }
    Optional<TextEngine> server = server(found.get());
    return server.isPresent() ? server.get() : own();
  }

  private static ProviderException unusable(String named, String reason) {
    return new ProviderException.ExecutionError(
        "%s is %s, and %s".formatted(SETTING, named, reason), null);
  }

  private TextEngine own() {
    return BundledEngine.on(machine, installation.jars(), installation.natives());
  }

  private Optional<Path> search(String program) {
    ChildEnvironment environment = installation.children();
    Path home = Path.of(environment.find("HOME").orElse("/"));
    return SearchPath.of(List.of(), home, environment.find("PATH").orElse("")).find(program, home);
  }

  private Optional<TextEngine> server(Path file) throws InterruptedException {
    Map<String, String> environment = installation.children().with(Map.of());
    environment.keySet().removeIf(name -> name.startsWith("LLAMA_"));
    try {
      Asked asked = new Asked(file, Files.getLastModifiedTime(file));
      String version = versions.get(asked);
      if (version == null) {
        version = ask(file, environment);
        versions.put(asked, version);
      }
      return version.isEmpty()
          ? Optional.empty()
          : Optional.of(new LlamaServer(file, version, environment));
    } catch (IOException e) {
      LOG.log(Level.WARNING, file + " cannot be started", e);
      return Optional.empty();
    }
  }

  /// Empty if it does not answer as it should.
  private String ask(Path file, Map<String, String> environment)
      throws IOException, InterruptedException {
    ChildProcess child =
        ChildProcess.start(
            Path.of("/bin/sh"),
            List.of("-c", "exec \"$0\" --version >&2", file.toString()),
            environment,
            installation.temporary(),
            records);
    try {
      int exit = child.awaitExit(TIME_TO_PRINT);
      String printed = child.stderr();
      Matcher version = VERSION.matcher(printed);
      if (exit == 0 && version.find()) {
        return version.group(1);
      }
      LOG.log(Level.WARNING, "{0} is not used, --version ended with {1}", file, exit);
      return "";
    } finally {
      child.stop(Duration.ZERO);
    }
  }
}
