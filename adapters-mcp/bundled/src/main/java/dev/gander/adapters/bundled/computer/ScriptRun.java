package dev.gander.adapters.bundled.computer;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.BundledServers.LoginPath;
import dev.gander.files.PrivateFiles;
import dev.gander.process.ChildRecords;
import dev.gander.process.ProcessTree;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/// Runs scripts from temporary files. What they print goes to files, too, so that a process that
/// they leave behind keeps nobody waiting.
///
/// @param records where a script is recorded while it runs
record ScriptRun(ChildEnvironment children, LoginPath loginPath, ChildRecords records) {
  /// In bytes, of each stream.
  private static final int MOST_OUTPUT = 1024 * 1024;

  /// In bytes, of each stream: what lies on the disk before a script is stopped, and what it prints
  /// until that is noticed.
  private static final long MOST_ON_DISK = 64 * 1024 * 1024;

  private static final long LOOK_EVERY_MILLIS = 50;

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
      throw new ExtensionException(
          language.program().getFirst() + " cannot be run: " + e.getMessage(), e);
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
    List<String> command = new ArrayList<>(program);
    command.add(file.toString());
    Path out = file.resolveSibling("stdout");
    Path err = file.resolveSibling("stderr");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    if (Files.isDirectory(folder)) {
      builder.directory(folder.toFile());
    }
    builder.environment().clear();
    builder.environment().putAll(environment());
    ProcessTree tree = ProcessTree.start(builder, records);
    try {
      tree.process().getOutputStream().close();
      return new End(exitCode(tree, out, err), text(out), text(err));
    } finally {
      if (tree.process().isAlive()) {
        tree.kill();
      }
    }
  }

  private static int exitCode(ProcessTree tree, Path out, Path err)
      throws IOException, InterruptedException {
    while (!tree.process().waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
      if (Files.size(out) > MOST_ON_DISK || Files.size(err) > MOST_ON_DISK) {
        tree.kill();
        throw new ExtensionException(
            "The script was stopped, since it printed more than 64 MiB. It had begun with:\n"
                + beginning(Files.size(out) > 0 ? out : err),
            null);
      }
    }
    return tree.process().exitValue();
  }

  private static String beginning(Path output) throws IOException {
    try (InputStream in = Files.newInputStream(output)) {
      return new String(in.readNBytes(1_000), StandardCharsets.UTF_8);
    }
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

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
      return in.read() < 0 ? text : text + "\n… (cut after 1 MiB)";
    }
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
