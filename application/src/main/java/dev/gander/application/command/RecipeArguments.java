package dev.gander.application.command;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeParameter;
import dev.gander.domain.source.ShellWords;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The values of a recipe's parameters in a command such as `/greet "Ann Lee" --tone kind`: those
/// that are required stand in the recipe's order, optional ones follow their names. A recipe with
/// one required parameter and no other takes the whole line, quotes and all.
final class RecipeArguments {
  private static final String NAME = "--";

  private final Deque<String> required = new ArrayDeque<>();
  private final List<String> optional = new ArrayList<>();
  private final int requiredCount;

  private RecipeArguments(Recipe recipe) {
    for (RecipeParameter parameter : recipe.parameters()) {
      (parameter.isOptional() ? optional : required).add(parameter.key());
    }
    requiredCount = required.size();
  }

  /// @return values by parameter; without those that have a default and are not given
  /// @throws InvalidInput with a sentence for the user if the line does not fit the recipe
  static Map<String, String> of(String line, Recipe recipe) {
    RecipeArguments arguments = new RecipeArguments(recipe);
    if (arguments.required.isEmpty() && arguments.optional.isEmpty()) {
      return Map.of();
    }
    return arguments.requiredCount == 1 && arguments.optional.isEmpty()
        ? arguments.whole(line)
        : arguments.read(new ArrayDeque<>(ShellWords.of(line)));
  }

  private Map<String, String> whole(String line) {
    return line.isEmpty() ? Map.of() : Map.of(required.getFirst(), line);
  }

  private Map<String, String> read(Deque<String> words) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> places = new ArrayList<>();
    while (!words.isEmpty()) {
      String word = words.removeFirst();
      if (word.startsWith(NAME)) {
        values.put(optional(word.substring(NAME.length())), value(word, words));
      } else {
        places.add(word);
      }
    }
    if (requiredCount == 1 && !places.isEmpty()) {
      places = List.of(String.join(" ", places));
    }
    for (String place : places) {
      if (required.isEmpty()) {
        throw new InvalidInput("takes no more than " + requiredCount + " values: " + place);
      }
      values.put(required.removeFirst(), place);
    }
    return values;
  }

  private String optional(String name) {
    if (!optional.contains(name)) {
      throw new InvalidInput("has no optional parameter --" + name);
    }
    return name;
  }

  private static String value(String name, Deque<String> words) {
    if (words.isEmpty()) {
      throw new InvalidInput("needs a value after " + name);
    }
    return words.removeFirst();
  }
}
