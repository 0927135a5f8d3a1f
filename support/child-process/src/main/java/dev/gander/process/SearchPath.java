package dev.gander.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The folders searched for programs: those of the setting `GOOSE_SEARCH_PATHS`, the usual places
/// for the user's programs, then `PATH`.
///
/// On Windows the ending of a program's name may be left out, and a name without an ending never
/// means a file without one: npm has a script for other systems beside its `npx.cmd`.
///
/// @param windows whether programs are named as on Windows
public record SearchPath(List<Path> preferred, List<Path> npm, String inherited, boolean windows) {
  /// What Windows itself can start, in its order.
  private static final List<String> ENDINGS = List.of(".com", ".exe", ".bat", ".cmd");

  /// @param configured may start with `~`
  /// @param inherited the `PATH` of this process
  public static SearchPath of(List<String> configured, Path home, String inherited) {
    List<Path> preferred = new ArrayList<>();
    configured.forEach(folder -> preferred.add(withoutTilde(folder, home)));
    preferred.add(home.resolve(".local/bin"));
    if (OperatingSystem.IS_WINDOWS) {
      return new SearchPath(preferred, List.of(), inherited, true);
    }
    preferred.add(Path.of("/usr/local/bin"));
    if (OperatingSystem.NAME.toLowerCase(Locale.ROOT).contains("mac")) {
      preferred.add(Path.of("/opt/homebrew/bin"));
      preferred.add(Path.of("/opt/local/bin"));
    }
    return new SearchPath(preferred, List.of(home.resolve(".npm-global/bin")), inherited, false);
  }

  /// The folders of a `PATH` alone, where programs are named as on Unix.
  ///
  /// @param inherited the `PATH`
  public static SearchPath ofUnix(String inherited) {
    return new SearchPath(List.of(), List.of(), inherited, false);
  }

  private static Path withoutTilde(String folder, Path home) {
    boolean atHome =
        folder.equals("~") || folder.startsWith("~/") || folder.startsWith("~" + File.separator);
    return atHome ? home.resolve(folder.substring(Math.min(2, folder.length()))) : Path.of(folder);
  }

  /// The program with that name. A name with a slash is a path, relative to `folder`.
  public Optional<Path> find(String program, Path folder) {
    return named(program, folder).filter(SearchPath::isProgram).findFirst();
  }

  /// Whether all that has this name is something that may not be run: a file without the
  /// permission, or a folder. As the system's own search does, it tells this from nothing of that
  /// name.
  public boolean mayNotRun(String program, Path folder) {
    return find(program, folder).isEmpty() && named(program, folder).anyMatch(Files::exists);
  }

  private Stream<Path> named(String program, Path folder) {
    if (path(program).isEmpty()) {
      return Stream.empty();
    }
    Stream<Path> places = isPath(program) ? Stream.of(folder) : folders();
    List<String> names = names(program);
    return places.flatMap(place -> names.stream().map(place::resolve));
  }

  private boolean isPath(String program) {
    return program.contains("/") || (windows && program.contains("\\"));
  }

  private List<String> names(String program) {
    String lower = program.toLowerCase(Locale.ROOT);
    return !windows || ENDINGS.stream().anyMatch(lower::endsWith)
        ? List.of(program)
        : ENDINGS.stream().map(program::concat).toList();
  }

  private Stream<Path> folders() {
    Stream<Path> fromPath =
        Stream.of(inherited.split(File.pathSeparator))
            .map(entry -> windows ? entry.strip().replace("\"", "") : entry)
            .filter(entry -> !entry.isEmpty())
            .flatMap(entry -> path(entry).stream());
    return Stream.of(preferred.stream(), npm.stream(), fromPath).flatMap(folders -> folders);
  }

  /// Empty if there can be no such path here. One such folder must not hide the others.
  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  /// The `PATH` that a child gets.
  public String forChildren() {
    return Stream.concat(preferred.stream().map(Path::toString), Stream.of(inherited))
        .filter(folder -> !folder.isEmpty())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
