package dev.gander.application.toolshim;

import dev.gander.domain.tool.Tool;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the tool that a model means: models write `functions.shell:0` for `shell`, `memory.add`
/// for `memory__add`, and omit the extension's name.
record SpokenNames(List<String> known) {
  private static final Pattern PREFIX = Pattern.compile("^functions\\.");
  private static final Pattern INDEX = Pattern.compile(":\\d+$");

  static SpokenNames of(List<Tool> tools) {
    return new SpokenNames(tools.stream().map(Tool::name).toList());
  }

  /// The tool's actual name; empty if there is no such tool, or several.
  Optional<String> find(String said) {
    String bare = bare(said);
    String dotless = bare.replace(".", "__");
    return Stream.of(said.strip(), bare, dotless)
        .filter(known::contains)
        .findFirst()
        .or(() -> endingWith("__" + dotless));
  }

  /// The name without the decorations that models add.
  static String bare(String said) {
    return INDEX.matcher(PREFIX.matcher(said.strip()).replaceFirst("")).replaceFirst("");
  }

  private Optional<String> endingWith(String suffix) {
    List<String> fitting = known.stream().filter(name -> name.endsWith(suffix)).toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }
}
