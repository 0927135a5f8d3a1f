package dev.gander.application.subagent;

import dev.gander.application.agent.Agent;
import dev.gander.application.recipe.RecipeBuilder;
import dev.gander.application.recipe.RecipeCheck;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeFiles;
import dev.gander.domain.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes assignments of orders.
record Assignments(
    RecipeFiles files,
    RecipeCheck check,
    RecipeBuilder builder,
    ChildModels models,
    SubAgentSettings settings) {
  private static final String BEGIN = "Begin with your task now.";
  private static final int LONGEST_DESCRIPTION = 60;

  /// @param source that the order names; empty if it names none
  /// @throws InvalidInput if it cannot be carried out
  /// @throws Unavailable if the model or the recipe cannot be used
  Assignment of(DelegateOrder order, Optional<TaskSource> source, Session parent, Agent agent) {
    Recipe task = source.map(it -> recipe(it, order.values())).orElseGet(() -> adHoc(order));
    Recipe limited =
        task.withLimits(turns(order, task, agent), order.temperature().or(task::temperature));
    return new Assignment(
        parent.id(),
        description(order, source),
        limited,
        message(order, task, source),
        models.choose(order, task, parent, agent),
        extensions(order, task, agent),
        workingDir(order, parent, agent));
  }

  private static Recipe adHoc(DelegateOrder order) {
    return new Recipe(
        JsonObject.builder()
            .put("title", "Delegated task")
            .put("description", "")
            .put("prompt", order.instructions().orElseThrow())
            .build());
  }

  private Recipe recipe(TaskSource source, Map<String, String> given) {
    if (source.kind() != TaskSource.Kind.AGENT) {
      return ofFile(source, given);
    }
    if (!given.isEmpty()) {
      throw source.unusable("an agent has no parameters");
    }
    JsonObject.Builder agent =
        JsonObject.builder()
            .put("title", source.name())
            .put("description", source.description())
            .put("instructions", source.content());
    source
        .model()
        .ifPresent(name -> agent.put("settings", JsonObject.of("goose_model", Json.of(name))));
    return new Recipe(agent.build());
  }

  /// What is wrong with a file is told without its text: the recipe of a session may name any file.
  private Recipe ofFile(TaskSource source, Map<String, String> given) {
    Map<String, String> values = new LinkedHashMap<>();
    if (source.subRecipe() != null) {
      values.putAll(source.subRecipe().values());
    }
    values.putAll(given);
    Path file = source.requireFile();
    Path folder = Objects.requireNonNull(file.getParent(), "a file is in a folder");
    Recipe draft = draft(source, file, folder);
    try {
      return builder
          .ofFile(file, folder, values)
          .orElseThrow(() -> source.unusable(missing(draft, values)));
    } catch (Unavailable e) {
      throw source.unusable(e.text());
    }
  }

  private Recipe draft(TaskSource source, Path file, Path folder) {
    try {
      Recipe draft = check.checked(files.read(file), folder);
      check.checkVisible(draft);
      return draft;
    } catch (InvalidInput e) {
      throw source.unusable(e.unquoted());
    } catch (NotFound | StorageException e) {
      throw source.unusable(e.text());
    }
  }

  private static String missing(Recipe recipe, Map<String, String> values) {
    return "it needs 'parameters' with " + String.join(", ", recipe.missing(values));
  }

  private long turns(DelegateOrder order, Recipe task, Agent agent) {
    return order
        .maxTurns()
        .or(task::maxTurns)
        .or(() -> agent.recipe().flatMap(Recipe::maxTurns))
        .orElseGet(settings::turns);
  }

  private static String message(DelegateOrder order, Recipe task, Optional<TaskSource> source) {
    String prompt = task.prompt().filter(text -> !text.isBlank()).orElse("");
    String more = source.isPresent() ? order.instructions().orElse("") : "";
    String asked =
        Stream.of(prompt, more).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n\n"));
    String said = asked.isEmpty() ? BEGIN : asked;
    return order
        .context()
        .map(context -> "# Context\n\n" + context + "\n\n# Task\n\n" + said)
        .orElse(said);
  }

  private static String description(DelegateOrder order, Optional<TaskSource> source) {
    String first =
        source
            .map(it -> it.name() + order.instructions().map(text -> ": " + text).orElse(""))
            .or(order::instructions)
            .orElse("")
            .strip()
            .lines()
            .findFirst()
            .orElse("");
    int end = first.offsetByCodePoints(0, Math.min(LONGEST_DESCRIPTION, length(first)));
    return first.substring(0, end);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /// Those of the recipe if it lists any, else those of the agent that delegates. A client does not
  /// watch a sub-agent, and cannot run tools for it.
  private static List<ExtensionConfig> extensions(DelegateOrder order, Recipe task, Agent agent) {
    List<String> wanted = order.extensions();
    return task.extensions().orElseGet(() -> agent.extensions().configs()).stream()
        .filter(config -> !(config instanceof ExtensionConfig.Frontend))
        .filter(config -> wanted == null || wanted.contains(config.name()))
        .toList();
  }

  private static String workingDir(DelegateOrder order, Session parent, Agent agent) {
    return order
        .workingDir()
        .map(folder -> below(agent.workingDir(), folder).toString())
        .orElse(parent.workingDir());
  }

  private static Path below(Path root, String folder) {
    try {
      Path inside = root.resolve(folder).toRealPath();
      if (Files.isDirectory(inside) && inside.startsWith(root.toRealPath())) {
        return inside;
      }
    } catch (IOException | InvalidPathException _) {
      // Told below.
    }
    throw new InvalidInput("'working_dir' must be a folder inside of the session's folder");
  }
}
