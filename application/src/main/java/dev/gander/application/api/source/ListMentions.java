package dev.gander.application.api.source;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.SubRecipe;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.SourceFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lists whom a user can mention to have a task delegated: agents, recipes, and the sub-recipes of
/// the session's recipe.
public final class ListMentions {
  private final SessionStore sessions;
  private final SourceFiles sources;

  public ListMentions(SessionStore sessions, SourceFiles sources) {
    this.sessions = sessions;
    this.sources = sources;
  }

  /// @param path of its file
  public record Mention(String name, String description, Kind kind, String path) {}

  public enum Kind {
    AGENT,
    RECIPE,
    SUB_RECIPE
  }

  /// Sub-recipes first; of several with the same name the first.
  ///
  /// @param session null for no sub-recipes
  /// @param workingDir null for that of the session; need not exist
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  /// @throws InvalidInput if neither is given, or the folder is not a path
  public List<Mention> list(@Nullable SessionId session, @Nullable String workingDir) {
    Session known = session == null ? null : sessions.get(session);
    Path folder = folder(workingDir == null && known != null ? known.workingDir() : workingDir);
    Map<String, Mention> byName = new LinkedHashMap<>();
    Stream.concat(
            known == null ? Stream.of() : subRecipes(known.recipe().json()),
            sources.tasks(folder).stream().map(ListMentions::mention))
        .forEach(mention -> byName.putIfAbsent(mention.name(), mention));
    return List.copyOf(byName.values());
  }

  private static Path folder(@Nullable String path) {
    if (path == null) {
      throw new InvalidInput("Either cwd or sessionId is required");
    }
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new InvalidInput("cwd is not a path: " + e.getReason());
    }
  }

  private static Stream<Mention> subRecipes(@Nullable Json recipe) {
    try {
      return recipe == null
          ? Stream.of()
          : Recipe.ofStored(recipe).subRecipes().stream().map(ListMentions::mention);
    } catch (InvalidShape _) {
      return Stream.of(); // The session's recipe is broken; its folder may be fine.
    }
  }

  private static Mention mention(SubRecipe sub) {
    return new Mention(sub.name(), sub.description().orElse(""), Kind.SUB_RECIPE, sub.path());
  }

  private static Mention mention(Source task) {
    Kind kind = task.kind() == Source.Kind.AGENT ? Kind.AGENT : Kind.RECIPE;
    return new Mention(task.name(), task.description(), kind, task.file().toString());
  }
}
