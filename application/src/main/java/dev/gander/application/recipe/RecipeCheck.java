package dev.gander.application.recipe;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeDocuments;
import dev.gander.domain.recipe.RecipeParameter;
import dev.gander.domain.recipe.Retries;
import dev.gander.domain.tool.JsonSchemas;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether a recipe could run, in goosed's order: its parameters, its texts, its task, its retries,
/// the schema of its answer. Each method throws [InvalidInput] with the first reason against it.
public record RecipeCheck(RecipeReader reader, JsonSchemas schemas) {

  /// Texts that nobody sees could give the model orders.
  public void checkVisible(Recipe recipe) {
    if (recipe.hasHiddenCharacters()) {
      throw new InvalidInput(
          "The recipe contains hidden characters that could be instructions for the model. Remove"
              + " them, please.");
    }
  }

  /// The document of a recipe that a client wants to have in a file: it hides nothing, could run,
  /// and keeps its templates. In a document that has to quote a text, because of carriage returns
  /// for instance, the quotes of a tag would be escaped.
  public String written(Recipe recipe, RecipeDocuments documents) {
    checkVisible(recipe);
    check(recipe);
    String text = documents.write(recipe);
    try {
      checked(text);
    } catch (InvalidInput e) {
      throw new InvalidInput(
          "The recipe cannot be written as YAML with its templates: " + e.text());
    }
    return text;
  }

  /// The recipe in a document that belongs to no folder.
  public Recipe checked(String text) {
    return checked(text, null);
  }

  /// The recipe in a document.
  ///
  /// @param folder where the documents are that it extends or includes; null if it may not
  public Recipe checked(String text, @Nullable Path folder) {
    RecipeDraft draft = reader.draft(text, folder);
    check(draft);
    return draft.recipe();
  }

  /// A recipe from a request, a link or a session.
  public void check(Recipe recipe) {
    check(new RecipeDraft(recipe, blank(RecipeTexts.of(recipe).template())));
  }

  /// Expressions that fail without values make a recipe unusable, whatever its parameters.
  private static Set<String> blank(RecipeTemplate template) {
    template.blank();
    return template.names();
  }

  void check(RecipeDraft draft) {
    Recipe recipe = draft.recipe();
    refuse(
        recipe,
        parameter -> parameter.isFile() && parameter.defaultValue() != null,
        "Parameters of type file must not have a default: ");
    refuse(
        recipe,
        parameter -> parameter.isOptional() && parameter.defaultValue() == null,
        "Optional parameters must have a default: ");
    checkNames(draft);
    if (!recipe.hasTask()) {
      throw new InvalidInput("Recipe must specify at least one of `instructions` or `prompt`.");
    }
    recipe
        .retries()
        .flatMap(Retries::problem)
        .ifPresent(
            problem -> {
              throw new InvalidInput("Invalid retry configuration: " + problem);
            });
    recipe.response().ifPresent(response -> checkSchema(response.get("json_schema")));
  }

  private static void refuse(Recipe recipe, Predicate<RecipeParameter> wrong, String problem) {
    List<String> keys =
        recipe.parameters().stream().filter(wrong).map(RecipeParameter::key).toList();
    if (!keys.isEmpty()) {
      throw new InvalidInput(problem + String.join(", ", keys));
    }
  }

  private static void checkNames(RecipeDraft draft) {
    Set<String> missing = new TreeSet<>(draft.names());
    Set<String> unnecessary = new TreeSet<>();
    draft.recipe().parameters().forEach(parameter -> unnecessary.add(parameter.key()));
    missing.removeAll(unnecessary);
    unnecessary.removeAll(draft.names());
    List<String> problems =
        Stream.of(
                sentence("Missing definitions for parameters in the recipe file: ", missing),
                sentence("Unnecessary parameter definitions: ", unnecessary))
            .filter(problem -> !problem.isEmpty())
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidInput(String.join("\n", problems));
    }
  }

  private static String sentence(String beginning, Set<String> names) {
    return names.isEmpty() ? "" : beginning + String.join(", ", names) + ".";
  }

  private void checkSchema(@Nullable Json schema) {
    if (schema != null) {
      try {
        schemas.check(schema);
      } catch (InvalidInput e) {
        throw new InvalidInput("JSON schema validation failed: " + e.text());
      }
    }
  }
}
