package dev.gander.application.lookup;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.source.Skill;
import java.util.stream.Collectors;

/// A skill as the model reads it.
public final class LoadedSkill {
  private LoadedSkill() {}

  /// The skill as its author wrote it.
  static String plain(Skill skill) {
    return text(skill, skill.source().content());
  }

  /// The skill with what the user has written after its name, which may be nothing.
  ///
  /// @throws InvalidInput if that cannot be understood
  public static String with(Skill skill, String line) {
    return text(skill, skill.textFor(line));
  }

  private static String text(Skill skill, String content) {
    String description = skill.source().description();
    return "# Loaded Skill: "
        + skill.name()
        + " (skill)\n\n"
        + (description.isBlank() ? "" : description + "\n\n")
        + "## Content\n\n"
        + content
        + files(skill);
  }

  private static String files(Skill skill) {
    if (skill.files().isEmpty()) {
      return "";
    }
    String introduction =
        "\n\n## Supporting Files\n\nThey are in "
            + skill.source().file().getParent()
            + ". Load one when the text above calls for it:\n\n";
    return skill.files().stream()
        .map(it -> "- " + it + " → load_skill(name: \"" + skill.name() + "/" + it + "\")")
        .collect(Collectors.joining("\n", introduction, ""));
  }
}
