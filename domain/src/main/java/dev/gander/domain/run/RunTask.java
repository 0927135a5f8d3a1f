package dev.gander.domain.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run has to do: follow a recipe, answer a prompt, or answer a prompt as the recipe says.
///
/// @param prompt the message to the model; null for that of the recipe
/// @param recipe null without one
/// @param parameters of the recipe
public record RunTask(
    @Nullable String prompt, @Nullable RecipeReference recipe, Map<String, String> parameters) {
  public RunTask {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
