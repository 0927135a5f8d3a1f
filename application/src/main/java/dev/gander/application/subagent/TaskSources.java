package dev.gander.application.subagent;

import dev.gander.application.recipe.RecipeReader;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.recipe.RecipeFiles;
import dev.gander.domain.recipe.SubRecipe;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.SourceFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The sources of one session: the sub-recipes of its recipe, then the recipes and agents in
/// folders; of several with one name the first counts. The disk is read once a minute. Thread-safe.
final class TaskSources {
  private static final Duration KEPT = Duration.ofSeconds(60);
  private static final int MOST_SUGGESTIONS = 3;

  private final SourceFiles files;
  private final RecipeFiles recipes;
  private final RecipeReader reader;
  private final Supplier<List<SubRecipe>> subRecipes;
  private final Path workingDir;
  private final Clock clock;
  private @Nullable Seen seen;

  private record Seen(List<SubRecipe> named, List<TaskSource> sources, Instant at) {}

  /// @param subRecipes those of the session's recipe as it is now
  TaskSources(
      SourceFiles files,
      RecipeFiles recipes,
      RecipeReader reader,
      Supplier<List<SubRecipe>> subRecipes,
      Path workingDir,
      Clock clock) {
    this.files = files;
    this.recipes = recipes;
    this.reader = reader;
    this.subRecipes = subRecipes;
    this.workingDir = workingDir;
    this.clock = clock;
  }

  List<TaskSource> known() {
    return sources(false);
  }

  List<TaskSource> fresh() {
    return sources(true);
  }

  /// A name that is unknown is looked for on the disk: its file may be new.
  ///
  /// @throws InvalidInput if there is none with this name; the text says so, and why if its file
  ///   cannot be used
  TaskSource get(String name) {
    return in(known(), name).or(() -> in(fresh(), name)).orElseThrow(() -> unknown(name));
  }

  private static Optional<TaskSource> in(List<TaskSource> sources, String name) {
    return sources.stream().filter(source -> source.name().equals(name)).findFirst();
  }

  private InvalidInput unknown(String name) {
    return files
        .refusal(workingDir, name)
        .map(why -> new InvalidInput("Source '" + name + "' cannot be used: " + why))
        .orElseGet(() -> new InvalidInput("Source '" + name + "' not found"));
  }

  /// Names that a model may have meant.
  List<String> similar(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return known().stream()
        .map(TaskSource::name)
        .filter(
            other -> {
              String known = other.toLowerCase(Locale.ROOT);
              return known.contains(wanted) || wanted.contains(known);
            })
        .limit(MOST_SUGGESTIONS)
        .toList();
  }

  private synchronized List<TaskSource> sources(boolean anew) {
    List<SubRecipe> named = subRecipes.get();
    Instant now = clock.instant();
    Seen last = seen;
    boolean holds =
        last != null && last.named().equals(named) && now.isBefore(last.at().plus(KEPT));
    if (!anew && last != null && holds) {
      return last.sources();
    }
    List<TaskSource> found = read(named);
    seen = new Seen(named, found, now);
    return found;
  }

  private List<TaskSource> read(List<SubRecipe> named) {
    Map<String, TaskSource> byName = new LinkedHashMap<>();
    for (SubRecipe sub : named) {
      byName.putIfAbsent(sub.name(), ofRecipe(sub));
    }
    for (Source source : files.tasks(workingDir)) {
      byName.putIfAbsent(source.name(), inFolder(source));
    }
    return List.copyOf(byName.values());
  }

  private TaskSource ofRecipe(SubRecipe sub) {
    Path file = recipes.locate(recipes.library(), sub.path()).orElse(null);
    return new TaskSource(
        TaskSource.Kind.SUB_RECIPE,
        sub.name(),
        sub.description().orElseGet(() -> file == null ? "" : description(file)),
        "",
        file,
        Optional.empty(),
        sub);
  }

  private String description(Path file) {
    try {
      return reader.plain(recipes.read(file)).json().text("description").orElse("");
    } catch (InvalidInput | NotFound | StorageException _) {
      return "";
    }
  }

  /// The text of a recipe is read when it is needed.
  private static TaskSource inFolder(Source source) {
    boolean isAgent = source.kind() == Source.Kind.AGENT;
    return new TaskSource(
        isAgent ? TaskSource.Kind.AGENT : TaskSource.Kind.RECIPE,
        source.name(),
        source.description(),
        isAgent ? source.content() : "",
        source.file(),
        source.properties().text("model"),
        null);
  }

  /// The text of a source, for a model that wants to do the work itself. A file that is not a
  /// recipe, whatever it is called, is not shown.
  ///
  /// @throws InvalidInput if its file is gone or unusable; the text quotes nothing of it
  String text(TaskSource source) {
    if (source.kind() == TaskSource.Kind.AGENT) {
      return source.content();
    }
    Path file = source.requireFile();
    try {
      String text = recipes.read(file);
      reader.plain(text);
      return text;
    } catch (NotFound | StorageException e) {
      throw source.unusable(e.text());
    } catch (InvalidInput e) {
      throw source.unusable("it is not a recipe: " + e.unquoted());
    }
  }
}
