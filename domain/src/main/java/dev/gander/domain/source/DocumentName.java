package dev.gander.domain.source;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.source.Source.Kind;
import java.util.Locale;
import java.util.regex.Pattern;

/// The name of an agent or a project, and what its file is called.
///
/// @param stem the name of the file, without its extension
public record DocumentName(String name, String stem) {
  private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern HYPHENS_AROUND = Pattern.compile("^-|-$");
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_STEM = 64;

  /// @throws InvalidInput if nothing of this kind can be called that
  public static DocumentName of(Kind kind, String name) {
    return switch (kind) {
      case AGENT -> ofAgent(name);
      case PROJECT -> ofProject(name);
      case SKILL, RECIPE -> throw new IllegalArgumentException("of another form: " + kind);
    };
  }

  private static DocumentName ofProject(String name) {
    if (!SkillText.canBeName(name)) {
      throw new InvalidInput(
          "The name of a project has 1 to 64 of the characters a-z, 0-9 and -, and does not begin"
              + " or end with -");
    }
    return new DocumentName(name, name);
  }

  private static DocumentName ofAgent(String name) {
    if (name.isBlank()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(it -> it == '/' || it == '\\' || Character.isISOControl(it))) {
      throw new InvalidInput(
          "The name of an agent has 1 to 80 characters, no slashes and no line breaks");
    }
    String plain = OTHERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
    String cut = plain.substring(0, Math.min(plain.length(), LONGEST_STEM));
    String stem = HYPHENS_AROUND.matcher(cut).replaceAll("");
    return new DocumentName(name, stem.isEmpty() ? "agent" : stem);
  }

  /// The name of the file of its first, second, … copy: `x`, `x-2`, `x-3`.
  public String copy(int number) {
    return number == 1 ? stem : stem + "-" + number;
  }

  /// The same for one that came from elsewhere: `x`, `x-imported`, `x-imported-2`.
  public String imported(int number) {
    return number == 1 ? stem : new DocumentName(name, stem + "-imported").copy(number - 1);
  }
}
