package dev.gander.adapters.bundled.computer;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.BundledServers.LoginPath;
import dev.gander.files.PrivateFiles;
import dev.gander.process.ChildRecords;
import dev.gander.process.DrainedProcess;
import dev.gander.process.SearchPath;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs scripts from temporary files. A process that they leave behind keeps nobody waiting for
/// long; what it prints is dropped.
///
/// @param records where a script is recorded while it runs
record ScriptRun(ChildEnvironment children, LoginPath loginPath, ChildRecords records) {
  /// In bytes, of each stream: what a script prints until it is stopped.
  private static final long MOST_OUTPUT = 64 * 1024 * 1024;

  private static final long LOOK_EVERY_MILLIS = 50;

  /// How long to wait for the rest of the output when a process in the background may add to it.
  private static final Duration REST = Duration.ofSeconds(1);

  /// How a script ended.
  record End(int exitCode, String stdout, String stderr) {}

  /// Waits for the end of the script; interrupted, it ends the script with all its children.
  ///
  /// @throws ExtensionException if it cannot be started, or prints without an end
  End run(ScriptLanguage language, String script, Path folder) throws InterruptedException {
    Path temporary = null;
    try {
      temporary = Files.createTempDirectory("gander-script");
      Path file = temporary.resolve("script." + language.suffix());
      PrivateFiles.create(file, script.getBytes(StandardCharsets.UTF_8));
      makeExecutable(file);
      return run(language.program(script), file, folder);
    } catch (IOException e) {
      throw new ExtensionException(language.interpreter() + " cannot be run: " + e.getMessage(), e);
    } finally {
      delete(temporary);
    }
  }

  private static void makeExecutable(Path file) throws IOException {
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  private End run(List<String> program, Path file, Path folder)
      throws IOException, InterruptedException {
    Map<String, String> environment = environment();
    List<String> command = new ArrayList<>(program);
    command.add(file.toString());
    command.set(0, found(command.getFirst(), environment));
    ProcessBuilder builder = new ProcessBuilder(command);
    if (Files.isDirectory(folder)) {
      builder.directory(folder.toFile());
    }
    builder.environment().clear();
    builder.environment().putAll(environment);
    ScriptOutput out = new ScriptOutput();
    ScriptOutput err = new ScriptOutput();
    DrainedProcess running = DrainedProcess.start(builder, records, out, err);
    boolean ended = false;
    try {
      int exitCode = exitCode(running, out, err);
      running.awaitOutput(REST);
      ended = true;
      return new End(exitCode, out.text(), err.text());
    } finally {
      if (!ended) {
        running.kill();
      }
    }
  }

  /// Windows finds it by itself.
  private static String found(String program, Map<String, String> environment) throws IOException {
    if (File.separatorChar == '\\') {
      return program;
    }
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    return SearchPath.ofUnix(path)
        .find(program, Path.of("/"))
        .orElseThrow(() -> new IOException("there is no such program in " + path))
        .toString();
  }

  private static int exitCode(DrainedProcess running, ScriptOutput out, ScriptOutput err)
      throws InterruptedException {
    while (!running.process().waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
      if (out.size() > MOST_OUTPUT || err.size() > MOST_OUTPUT) {
        throw new ExtensionException(
            "The script was stopped, since it printed more than 64 MiB. It had begun with:\n"
                + (out.size() > 0 ? out : err).beginning(),
            null);
      }
    }
    return running.process().exitValue();
  }

  private Map<String, String> environment() throws InterruptedException {
    Map<String, String> marks = new LinkedHashMap<>();
    marks.put("GOOSE_TERMINAL", "1");
    marks.put("AGENT", "goose");
    String login = loginPath.await();
    if (login != null) {
      marks.put("PATH", merged(login, children.find("PATH")));
    }
    return children.with(marks);
  }

  /// The folders of the terminal first, each once.
  private static String merged(String login, Optional<String> ours) {
    Set<String> folders = new LinkedHashSet<>();
    Stream.concat(Stream.of(login), ours.stream())
        .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
        .filter(folder -> !folder.isEmpty())
        .forEach(folders::add);
    return String.join(File.pathSeparator, folders);
  }

  private static void delete(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      System.getLogger(ScriptRun.class.getName())
          .log(System.Logger.Level.WARNING, "{0} cannot be removed: {1}", folder, e);
    }
  }
}
