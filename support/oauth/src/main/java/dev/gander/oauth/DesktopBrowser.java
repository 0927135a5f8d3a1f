package dev.gander.oauth;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The programs in `BROWSER`, in order, then the desktop's way to open pages. If none can be
/// started, the user finds the address in the log.
///
/// @param environment of the browser, and what it is called there. Read when a page is opened
/// @param osName the system property `os.name`
public record DesktopBrowser(Supplier<Map<String, String>> environment, String osName)
    implements Browser {
  private static final System.Logger LOG = System.getLogger(DesktopBrowser.class.getName());

  @Override
  public void open(URI page) {
    if (commands(page.toString()).noneMatch(this::isStarted)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "cannot start a browser; open this page yourself: {0}",
          page);
    }
  }

  @Override
  public boolean isThere() {
    return commands("").findAny().isPresent();
  }

  private Stream<List<String>> commands(String page) {
    Stream<String> chosen =
        Optional.ofNullable(environment.get().get("BROWSER")).stream()
            .flatMap(list -> Arrays.stream(list.split(File.pathSeparator)))
            .filter(command -> !command.isBlank());
    return Stream.concat(chosen.map(command -> words(command, page)), usual(page))
        .flatMap(command -> located(command).stream());
  }

  /// A command may mark the place of the address with `%s`.
  private static List<String> words(String command, String page) {
    List<String> words =
        isProgram(command) ? List.of(command) : List.of(command.strip().split("\\s+"));
    return command.contains("%s")
        ? words.stream().map(word -> word.replace("%s", page)).toList()
        : Stream.concat(words.stream(), Stream.of(page)).toList();
  }

  /// A path may contain spaces.
  private static boolean isProgram(String command) {
    try {
      return Files.isExecutable(Path.of(command));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  private Stream<List<String>> usual(String page) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      return Stream.of(List.of("rundll32.exe", "url.dll,FileProtocolHandler", page));
    }
    return os.startsWith("mac")
        ? Stream.of(List.of("open", page))
        : Stream.of(
            List.of("xdg-open", page),
            List.of("gio", "open", page),
            List.of("x-www-browser", page),
            List.of("wslview", page));
  }

  /// The command with the path of its program, if it exists.
  private Optional<List<String>> located(List<String> command) {
    String program = command.getFirst();
    return candidates(program)
        .filter(Files::isExecutable)
        .findFirst()
        .map(
            place -> Stream.concat(Stream.of(place.toString()), command.stream().skip(1)).toList());
  }

  private Stream<Path> candidates(String program) {
    try {
      if (Path.of(program).getNameCount() > 1) {
        return Stream.of(Path.of(program));
      }
      return Arrays.stream(environment.get().getOrDefault("PATH", "").split(File.pathSeparator))
          .filter(folder -> !folder.isEmpty())
          .map(folder -> Path.of(folder).resolve(program));
    } catch (InvalidPathException _) {
      return Stream.empty();
    }
  }

  /// Does not wait for the browser: it may stay open for days.
  private boolean isStarted(List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment.get());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return true;
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot start " + command.getFirst(), e);
      return false;
    }
  }
}
