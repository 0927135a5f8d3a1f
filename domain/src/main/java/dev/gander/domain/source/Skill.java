package dev.gander.domain.source;

import dev.gander.domain.error.InvalidInput;
import java.util.List;

/// A skill with all that it consists of.
///
/// @param values the names of the values that its text may mention, in the order in which a user
///   gives them
/// @param files what else is in its folder: paths below it with `/`, sorted
public record Skill(Source source, List<String> values, List<String> files) {
  public Skill {
    values = List.copyOf(values);
    files = List.copyOf(files);
  }

  public String name() {
    return source.name();
  }

  /// The instructions, with what a user has written after the skill's name: see [SkillValues].
  ///
  /// @throws InvalidInput if the instructions ask for single values and a quote of `line` is open
  public String textFor(String line) {
    return new SkillValues(values, line).in(source.content());
  }
}
