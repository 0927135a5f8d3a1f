package dev.gander.application.subagent;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.recipe.SubRecipe;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something that an agent can load or delegate to by name.
///
/// @param content the instructions of an agent; blank for a recipe
/// @param file where it is; null if the session's recipe names one that is not there
/// @param model that it asks for, if any
/// @param subRecipe what the session's recipe says about it; null for any other source
record TaskSource(
    Kind kind,
    String name,
    String description,
    String content,
    @Nullable Path file,
    Optional<String> model,
    @Nullable SubRecipe subRecipe) {

  /// In the order of listings.
  enum Kind {
    SUB_RECIPE("Subrecipes", "subrecipe"),
    RECIPE("Recipes", "recipe"),
    AGENT("Agents", "agent");

    private final String heading;
    private final String word;

    Kind(String heading, String word) {
      this.heading = heading;
      this.word = word;
    }

    String heading() {
      return heading;
    }

    String word() {
      return word;
    }
  }

  /// @throws InvalidInput if there is none
  Path requireFile() {
    if (file == null) {
      String path = subRecipe == null ? "" : subRecipe.path();
      throw unusable("there is no file " + path);
    }
    return file;
  }

  InvalidInput unusable(String why) {
    return new InvalidInput("Source '" + name + "' cannot be used: " + why);
  }

  boolean isSequential() {
    return subRecipe != null && subRecipe.isSequential();
  }
}
