package dev.gander.domain.recipe;

import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A prepared task: instructions, a first message, extensions and a model. Its texts may be
/// templates with `{{ name }}` for each of its parameters.
///
/// @param json with all members in the order of goose's recipes, absent ones left out; a version is
///   always there, and extensions, sub-recipes and retries have their defaults
public record Recipe(JsonObject json) {
  private static final String EXTENSIONS = "extensions";
  private static final String SUB_RECIPES = "sub_recipes";

  /// Reads a recipe's form; whether it can be used is not checked.
  ///
  /// @throws dev.gander.domain.json.InvalidShape if `title` or `description` is missing or a member
  ///   has the wrong type
  public static Recipe read(Json given) {
    return new Recipe(RecipeShape.normal(JsonFields.of(given)));
  }

  /// Reads the content of a file or a text. A wrapper, `recipe: {…}`, as old versions of goose
  /// wrote it, is removed. In contrast to a recipe in a request, it gets the extensions that it
  /// needs and does not mention: `analyze` beside the built-in `developer` (1.36 and newer), and
  /// `summon` for sub-recipes.
  ///
  /// @throws dev.gander.domain.json.InvalidShape as for [#read]
  public static Recipe ofDocument(Json content) {
    JsonFields fields = JsonFields.of(content);
    return fields.object().has("recipe")
        ? fields.required("recipe", Recipe::read).withImpliedExtensions()
        : read(content).withImpliedExtensions();
  }

  /// A recipe stored in a session.
  ///
  /// @throws dev.gander.domain.json.InvalidShape if it is not an object
  public static Recipe ofStored(Json stored) {
    return new Recipe(JsonFields.asObject(stored));
  }

  /// Reads the form of an author: `contact` and `metadata`, both texts that may be missing.
  ///
  /// @throws dev.gander.domain.json.InvalidShape if a member has the wrong type
  public static JsonObject author(Json given) {
    return RecipeShape.author(given);
  }

  public String title() {
    return json.text("title").orElse("");
  }

  /// Empty if the recipe does not mention extensions; an empty list means none.
  public Optional<List<ExtensionConfig>> extensions() {
    return json.array(EXTENSIONS)
        .map(list -> list.items().stream().map(ExtensionConfigJson::read).toList());
  }

  public Optional<String> provider() {
    return settings().text("goose_provider");
  }

  public Optional<String> model() {
    return settings().text("goose_model");
  }

  /// The number of rounds that the model may take for one message.
  public Optional<Long> maxTurns() {
    return settings().get("max_turns") instanceof JsonNumber number
        ? Optional.of(number.integer().orElse(Long.MAX_VALUE))
        : Optional.empty();
  }

  public Optional<Double> temperature() {
    return settings().get("temperature") instanceof JsonNumber number
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }

  /// How long the user may take to approve a call before it counts as declined (`approval_timeout`,
  /// in seconds): a member of ours, which goose ignores.
  public Optional<Duration> approvalTime() {
    return settings().get(RecipeShape.APPROVAL_TIMEOUT) instanceof JsonNumber number
        ? Stream.of(number.integer().orElse(0))
            .filter(seconds -> seconds > 0)
            .map(Duration::ofSeconds)
            .findFirst()
        : Optional.empty();
  }

  private JsonObject settings() {
    return json.object("settings").orElse(JsonObject.EMPTY);
  }

  public Optional<String> instructions() {
    return json.text("instructions");
  }

  public Optional<String> prompt() {
    return json.text("prompt");
  }

  /// Suggestions for the user.
  public List<String> activities() {
    return json.array("activities").orElse(JsonArray.EMPTY).items().stream()
        .filter(JsonString.class::isInstance)
        .map(JsonFields::asText)
        .toList();
  }

  /// The JSON Schema that the final answer has to match.
  public Optional<JsonObject> responseSchema() {
    return response().flatMap(response -> response.object("json_schema"));
  }

  public Optional<JsonObject> response() {
    return json.object("response");
  }

  public Optional<Retries> retries() {
    return json.object("retry").map(Retries::of);
  }

  public List<RecipeParameter> parameters() {
    return objects("parameters").map(RecipeParameter::of).toList();
  }

  /// The parameters that have neither a default nor one of these values, each in quotes.
  public List<String> missing(Map<String, String> values) {
    return parameters().stream()
        .filter(parameter -> parameter.defaultValue() == null)
        .filter(parameter -> !values.containsKey(parameter.key()))
        .map(parameter -> "'" + parameter.key() + "'")
        .toList();
  }

  public List<SubRecipe> subRecipes() {
    return objects(SUB_RECIPES).map(SubRecipe::new).toList();
  }

  private Stream<JsonObject> objects(String member) {
    return json.array(member).orElse(JsonArray.EMPTY).items().stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast);
  }

  /// Whether there is anything to do.
  public boolean hasTask() {
    return Stream.of(instructions(), prompt()).flatMap(Optional::stream).anyMatch(Recipe::isText);
  }

  /// The message that a run without a user begins with: the prompt, or else the instructions.
  public Optional<String> task() {
    return Stream.of(prompt(), instructions())
        .flatMap(Optional::stream)
        .filter(Recipe::isText)
        .findFirst();
  }

  private static boolean isText(String text) {
    return !text.isBlank();
  }

  /// Whether a text that the model or the user acts on contains Unicode's tag characters, U+E0000 –
  /// U+E007F, which nobody sees.
  public boolean hasHiddenCharacters() {
    return Stream.concat(
            Stream.of(instructions(), prompt()).flatMap(Optional::stream), activities().stream())
        .anyMatch(text -> text.codePoints().anyMatch(c -> c >= 0xE0000 && c <= 0xE007F));
  }

  /// With these limits of a turn in place of its own.
  public Recipe withLimits(long maxTurns, Optional<Double> temperature) {
    JsonObject limits = settings().with("max_turns", Json.of(maxTurns));
    return new Recipe(
        json.with(
            "settings",
            temperature.map(it -> limits.with("temperature", JsonNumber.of(it))).orElse(limits)));
  }

  /// With other paths for its sub-recipes.
  public Recipe withSubRecipePaths(UnaryOperator<String> paths) {
    List<Json> changed = new ArrayList<>();
    subRecipes().forEach(sub -> changed.add(sub.withPath(paths.apply(sub.path())).json()));
    return json.has(SUB_RECIPES)
        ? new Recipe(json.with(SUB_RECIPES, new JsonArray(changed)))
        : this;
  }

  private Recipe withImpliedExtensions() {
    List<ExtensionConfig> all = new ArrayList<>(extensions().orElse(List.of()));
    if (all.stream().anyMatch(Recipe::isBuiltinDeveloper)) {
      addMissing("analyze", all);
    }
    if (json.has(SUB_RECIPES)) {
      addMissing("summon", all);
    }
    return all.size() == extensions().map(List::size).orElse(0)
        ? this
        : new Recipe(RecipeShape.withExtensions(json, all));
  }

  private static boolean isBuiltinDeveloper(ExtensionConfig extension) {
    return extension instanceof ExtensionConfig.Builtin && extension.name().equals("developer");
  }

  private static void addMissing(String platform, List<ExtensionConfig> all) {
    if (all.stream().noneMatch(extension -> extension.name().equals(platform))) {
      all.add(new ExtensionConfig.Platform(platform, "", null, null, List.of(), JsonObject.EMPTY));
    }
  }
}
