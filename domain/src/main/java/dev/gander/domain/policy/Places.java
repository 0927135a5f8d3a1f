package dev.gander.domain.policy;

import dev.gander.domain.shell.ShellWord;
import dev.gander.domain.shell.WordPart;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the paths of one call lead. Not thread-safe.
///
/// @param followed what was looked up for this call: the same paths are asked about again and again
/// @param folder absolute; what `.` means in patterns
/// @param home the meaning of `~`
/// @param bases the folders that relative paths may begin in; empty if nobody knows
record Places(
    RealPaths paths, Map<Path, Optional<Path>> followed, Path folder, Path home, List<Path> bases) {
  private static final int MOST_BASES = 8;

  Places {
    bases = List.copyOf(bases);
  }

  static Places of(RealPaths paths, Path folder, Path home) {
    return new Places(paths, new HashMap<>(), folder, home, List.of(folder));
  }

  /// See [RealPaths#real].
  Optional<Path> real(Path absolute) {
    Optional<Path> known = followed.get(absolute);
    if (known == null) {
      known = paths.real(absolute);
      followed.put(absolute, known);
    }
    return known;
  }

  /// The same, if a command may also change to this folder.
  ///
  /// @param target null for somewhere
  Places alsoIn(@Nullable ShellWord target) {
    Set<Path> all = new LinkedHashSet<>(bases);
    Optional<String> text = target == null ? Optional.empty() : known(target);
    if (text.isEmpty() || bases.isEmpty()) {
      return new Places(paths, followed, folder, home, List.of());
    }
    for (Path base : bases) {
      path(base, text.get()).ifPresent(all::add);
    }
    List<Path> few = all.size() > MOST_BASES ? List.of() : List.copyOf(all);
    return new Places(paths, followed, folder, home, few);
  }

  /// All places that a word may mean; what is unknown is a gap.
  List<OpenText> of(ShellWord word) {
    Optional<String> known = known(word);
    if (known.isPresent()) {
      return of(known.get(), word.raw().startsWith("'") || word.raw().startsWith("\""));
    }
    return pattern(word);
  }

  /// All places that a text may mean.
  ///
  /// @param isQuoted whether `~` may be the name of a file
  List<OpenText> of(String text, boolean isQuoted) {
    Set<String> found = new LinkedHashSet<>();
    if (isQuoted && text.startsWith("~")) {
      add(found, "./" + text);
    }
    boolean isSure = add(found, text);
    List<OpenText> all = new ArrayList<>(found.stream().map(OpenText::of).toList());
    if (!isSure) {
      all.add(OpenText.UNKNOWN);
    }
    return all;
  }

  private boolean add(Set<String> found, String text) {
    List<Path> from = isAnchored(text) ? List.of(folder) : bases;
    boolean isSure = !from.isEmpty();
    for (Path base : from) {
      Optional<Path> path = path(base, text);
      Optional<Path> followed = path.flatMap(this::real);
      // What a shell calls the parent of a link is not what the system does.
      Optional<Path> named = path.map(Path::normalize).flatMap(this::real);
      followed.ifPresent(it -> found.add(shown(it)));
      named.ifPresent(it -> found.add(shown(it)));
      isSure &= followed.isPresent() && named.isPresent();
    }
    return isSure;
  }

  private static boolean isAnchored(String text) {
    return text.startsWith("/") || text.startsWith("~");
  }

  private Optional<Path> path(Path base, String text) {
    try {
      if (text.equals("~") || text.startsWith("~/")) {
        return Optional.of(home.resolve(text.substring(Math.min(2, text.length()))));
      }
      return text.startsWith("~") || text.indexOf('\0') >= 0
          ? Optional.empty()
          : Optional.of(base.resolve(text));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  static String shown(Path path) {
    return path.toString().replace('\\', '/');
  }

  /// The text of a word in which nothing but the home or working folder is filled in.
  private Optional<String> known(ShellWord word) {
    StringBuilder text = new StringBuilder();
    for (WordPart part : word.parts()) {
      switch (part) {
        case WordPart.Text(String own) -> text.append(own);
        case WordPart.Open open -> {
          boolean isStart = text.isEmpty();
          if (isStart && open.name().equals("HOME")) {
            text.append(home);
          } else if (isStart && open.name().equals("PWD")) {
            text.append('.');
          } else {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.of(text.toString());
  }

  /// A pattern for names of files keeps within the folder that it begins with.
  private List<OpenText> pattern(ShellWord word) {
    StringBuilder before = new StringBuilder();
    List<WordPart> parts = new ArrayList<>(word.parts());
    while (parts.getFirst() instanceof WordPart.Text(String text)) {
      before.append(text);
      parts.removeFirst();
    }
    int slash = before.lastIndexOf("/");
    List<WordPart> rest = new ArrayList<>();
    rest.add(new WordPart.Text(before.substring(slash + 1)));
    rest.addAll(parts);
    OpenText tail = OpenText.of(new ShellWord(rest, ""));
    boolean leaves =
        rest.stream()
            .anyMatch(
                part ->
                    switch (part) {
                      case WordPart.Text(String text) -> text.contains("..") || text.contains("/");
                      case WordPart.Open open -> open.hasSlashes();
                    });
    if (leaves) {
      return List.of(OpenText.UNKNOWN);
    }
    String start = slash < 0 ? "." : slash == 0 ? "/" : before.substring(0, slash);
    return of(start, false).stream()
        .map(it -> it.isKnown() ? tail.behind(it.known().replaceFirst("/$", "") + "/") : it)
        .toList();
  }
}
