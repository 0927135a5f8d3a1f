package dev.gander.application.recipe;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeFiles;
import dev.gander.domain.recipe.RecipeId;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All recipes in files, by their ids. A file is read again when it has changed. Thread-safe.
public final class RecipeLibrary {
  private static final System.Logger LOG = System.getLogger(RecipeLibrary.class.getName());

  private final RecipeFiles files;
  private final RecipeReader reader;
  private final Map<Path, Read> read = new ConcurrentHashMap<>();
  private volatile Map<RecipeId, Path> known = Map.of();

  public RecipeLibrary(RecipeFiles files, RecipeReader reader) {
    this.files = files;
    this.reader = reader;
  }

  /// The outcome of reading a file as it was found; null if it is not a recipe's.
  private record Read(RecipeFiles.Found found, @Nullable Recipe recipe) {}

  /// The readable recipes, the one written last first.
  public List<StoredRecipe> list() {
    List<RecipeFiles.Found> all = files.all();
    read.keySet().retainAll(all.stream().map(RecipeFiles.Found::file).collect(Collectors.toSet()));
    List<StoredRecipe> recipes =
        all.stream()
            .map(this::stored)
            .filter(Objects::nonNull)
            .sorted(Comparator.comparing(StoredRecipe::modified).reversed())
            .toList();
    known =
        recipes.stream()
            .collect(Collectors.toUnmodifiableMap(StoredRecipe::id, StoredRecipe::file));
    return recipes;
  }

  private @Nullable StoredRecipe stored(RecipeFiles.Found found) {
    Recipe recipe = parsed(found);
    return recipe == null
        ? null
        : new StoredRecipe(
            RecipeId.of(found.file()),
            found.file(),
            found.modified(),
            located(recipe, found.file()));
  }

  /// What could not be read is tried again: the file need not change for that.
  private @Nullable Recipe parsed(RecipeFiles.Found found) {
    Read last = read.get(found.file());
    if (last != null && last.found().equals(found)) {
      return last.recipe();
    }
    try {
      Recipe recipe = recipe(files.read(found.file()), found.file());
      read.put(found.file(), new Read(found, recipe));
      return recipe;
    } catch (NotFound | StorageException e) {
      LOG.log(Level.WARNING, "{0} is left out of the recipes: {1}", found.file(), e.text());
      return null;
    }
  }

  /// Any YAML file of the working folder may be among them: a mistake in it is no news.
  private @Nullable Recipe recipe(String text, Path file) {
    try {
      return reader.plain(text);
    } catch (InvalidInput e) {
      LOG.log(Level.DEBUG, "{0} is not a recipe: {1}", file, e.unquoted());
      return null;
    }
  }

  private Recipe located(Recipe recipe, Path file) {
    Path folder = Objects.requireNonNull(file.getParent(), "a file is in a folder");
    return recipe.withSubRecipePaths(
        path -> files.locate(folder, path).map(Path::toString).orElse(path));
  }

  /// The file of a recipe that was listed or could be.
  ///
  /// @throws NotFound for an unknown id, also if its file is gone
  public Path file(RecipeId id) {
    return existing(id)
        .or(
            () -> {
              list();
              return existing(id);
            })
        .orElseThrow(() -> new NotFound("Recipe not found: " + id));
  }

  private Optional<Path> existing(RecipeId id) {
    return Optional.ofNullable(known.get(id)).filter(file -> files.locate(file, "").isPresent());
  }

  /// The recipe as it is in its file now.
  ///
  /// @throws NotFound for an unknown id
  /// @throws Unavailable if the file no longer contains a recipe
  public Recipe recipe(RecipeId id) {
    Path file = file(id);
    try {
      return located(reader.plain(files.read(file)), file);
    } catch (InvalidInput e) {
      throw new Unavailable("Failed to load recipe: " + e.text(), e);
    }
  }
}
