package dev.gander.adapters.mcp;

import dev.gander.adapters.mcp.wire.McpConnection;
import dev.gander.adapters.mcp.wire.StdioTransport;
import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfig.InlinePython;
import dev.gander.domain.extension.ExtensionConfig.Stdio;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.PackageToCheck;
import dev.gander.domain.json.Json;
import dev.gander.process.ChildProcess;
import dev.gander.process.ChildRecords;
import dev.gander.process.Interpreters;
import dev.gander.process.SearchPath;
import io.modelcontextprotocol.spec.McpError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Starts extensions that are child processes: MCP servers on standard streams, and Python programs
/// given as text. Reads `PATH`, `HOME`, `GOOSE_ALLOWLIST`, `GOOSE_ALLOWLIST_WARNING`,
/// `OSV_ENDPOINT` and `GOOSE_MCP_CLIENT_VERSION` from the environment.
public final class StdioExtensionConnector implements ExtensionConnector {
  // The system's words, as goosed passes them on.
  private static final String NOT_THERE = "No such file or directory (os error 2)";
  private static final String MAY_NOT_RUN = "Permission denied (os error 13)";

  private final ChildEnvironment environment;
  private final ChildRecords records;
  private final ExtensionSettings settings;
  private final CommandAllowlist allowlist;
  private final MalwareCheck malware;
  private final boolean hasDataBase;
  private final String version;

  /// @param records where the extensions' processes are recorded while they run
  /// @param version goosed's version as servers see it, unless the environment sets another
  /// @param yaml reads a text of YAML, as [dev.gander.domain.json.JsonReader#parse] reads JSON
  public StdioExtensionConnector(
      Settings settings,
      ChildEnvironment environment,
      ChildRecords records,
      String version,
      Function<String, Json> yaml) {
    this.environment = environment;
    this.records = records;
    this.settings = new ExtensionSettings(settings);
    this.allowlist =
        new CommandAllowlist(
            environment.find("GOOSE_ALLOWLIST").orElse(null),
            environment
                .find("GOOSE_ALLOWLIST_WARNING")
                .filter("true"::equalsIgnoreCase)
                .isPresent(),
            yaml);
    Optional<String> dataBase = environment.find("OSV_ENDPOINT");
    this.malware = new MalwareCheck(dataBase.orElse("https://api.osv.dev/v1/query"));
    this.hasDataBase = dataBase.isPresent();
    this.version = environment.find("GOOSE_MCP_CLIENT_VERSION").orElse(version);
  }

  @Override
  public boolean connects(ExtensionConfig config) {
    return config instanceof Stdio || config instanceof InlinePython;
  }

  @Override
  public Extension connect(ExtensionConfig config, ExtensionHost host) throws InterruptedException {
    if (config instanceof Stdio stdio) {
      allowlist.check(Stream.concat(Stream.of(stdio.cmd()), stdio.args().stream()).toList());
      Optional<PackageToCheck> suspect = PackageToCheck.of(stdio);
      if (suspect.isPresent() && settings.checksForMalware(hasDataBase)) {
        malware.check(suspect.get());
      }
      ChildProcess child = start(stdio, host);
      return greet(child, host, stdio.timeout(), () -> {}).in(child);
    }
    if (config instanceof InlinePython python) {
      // Nobody can list a program that is part of the configuration.
      allowlist.check(List.of("inline_python"));
      return connect(python, host);
    }
    throw new IllegalArgumentException("no child process: " + config.name());
  }

  private Extension connect(InlinePython python, ExtensionHost host) throws InterruptedException {
    InlineProgram program = InlineProgram.write(python);
    try {
      ChildProcess child = start("uvx", program.uvxArguments(), Map.of(), host.workingDir());
      return greet(child, host, python.timeout(), program::delete).in(child);
    } catch (ExtensionException | InterruptedException e) {
      program.delete();
      throw e;
    }
  }

  private ChildProcess start(Stdio stdio, ExtensionHost host) {
    Map<String, String> variables = new HashMap<>(stdio.envs());
    if (!host.sessionId().value().isEmpty()) {
      variables.put("AGENT_SESSION_ID", host.sessionId().value());
    }
    Path folder = stdio.cwd() == null ? host.workingDir() : host.workingDir().resolve(stdio.cwd());
    Optional<String> container = host.container();
    return container.isEmpty()
        ? start(stdio.cmd(), stdio.args(), variables, folder)
        : start(
            "docker", inContainer(container.get(), stdio, variables.keySet()), variables, folder);
  }

  /// Docker takes the values of variables from its own environment: on the command line every user
  /// of the machine could read them.
  private static List<String> inContainer(String container, Stdio stdio, Set<String> variables) {
    List<String> arguments = new ArrayList<>(List.of("exec", "-i"));
    for (String name : new TreeSet<>(variables)) {
      arguments.addAll(List.of("-e", name));
    }
    arguments.addAll(List.of(container, stdio.cmd()));
    arguments.addAll(stdio.args());
    return arguments;
  }

  private ChildProcess start(
      String program, List<String> arguments, Map<String, String> variables, Path folder) {
    SearchPath path = searchPath();
    Path file =
        path.find(program, folder)
            .orElseThrow(
                () -> noProgram(path.mayNotRun(program, folder) ? MAY_NOT_RUN : NOT_THERE));
    Interpreters.missing(file)
        .ifPresent(
            it -> {
              throw noProgram(NOT_THERE + ": " + it + ", which runs " + file);
            });
    Map<String, String> own = new HashMap<>(variables);
    own.put("PATH", path.forChildren());
    try {
      return ChildProcess.start(file, arguments, environment.with(own), folder, records);
    } catch (IOException e) {
      throw new ExtensionException("IO error: " + e.getMessage(), e);
    }
  }

  private SearchPath searchPath() {
    Path home = Path.of(environment.find("HOME").orElse(System.getProperty("user.home", "/")));
    return SearchPath.of(settings.searchPaths(), home, environment.find("PATH").orElse(""));
  }

  private static ExtensionException noProgram(String why) {
    return ExtensionException.unusableConfig("IO error: " + why, null);
  }

  private McpExtension greet(
      ChildProcess child, ExtensionHost host, @Nullable Long seconds, Runnable afterwards)
      throws InterruptedException {
    RunningCalls calls = new RunningCalls();
    McpConnection connection =
        new McpConnection(new StdioTransport(child), new ServerRequests(host, calls));
    try {
      McpInitialize initialize =
          McpInitialize.ofServer(
              connection.initialize(
                  McpInitialize.ofClient(version, host.client()), settings.startTime(seconds)));
      return new McpExtension(
          connection,
          initialize,
          host,
          calls,
          settings.timeout(seconds),
          settings.mostTools(),
          afterwards);
    } catch (ExtensionException e) {
      connection.close();
      throw new ExtensionException(whyNotGreeted(e, child), e);
    } catch (InterruptedException e) {
      child.stop(Duration.ZERO);
      connection.close();
      throw e;
    }
  }

  private static String whyNotGreeted(ExtensionException e, ChildProcess child)
      throws InterruptedException {
    return switch (e.getCause()) {
      case TimeoutException _ -> "failed to initialize MCP client: " + ExtensionSettings.late(e);
      case McpError _ -> "failed to initialize MCP client: " + e.text();
      case null, default -> "process quit before initialization: stderr = " + child.stderr();
    };
  }
}
