package dev.gander.application.subagent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.AgentHost;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.agent.SessionRecipe;
import dev.gander.application.budget.Budgets;
import dev.gander.application.model.SessionModels;
import dev.gander.application.recipe.RecipeBuilder;
import dev.gander.application.recipe.RecipeCheck;
import dev.gander.application.settings.TypedSettings;
import dev.gander.application.turn.Turns;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.json.Json;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeFiles;
import dev.gander.domain.recipe.SubRecipe;
import dev.gander.domain.session.AttachedRecipe;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.source.SourceFiles;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Starts `summon`, for agents only.
///
/// @param given what sub-agents need of the application, which is complete when the first agent
///   starts
public record SummonConnector(Supplier<Parts> given) implements ExtensionConnector {
  private static final System.Logger LOG = System.getLogger(SummonConnector.class.getName());
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofSeconds(5);

  /// What sub-agents need of the application.
  ///
  /// @param threads runs tasks in the background, each of which blocks its thread
  public record Parts(
      SessionStore sessions,
      LiveAgents agents,
      Turns turns,
      SessionModels models,
      SourceFiles sources,
      RecipeFiles recipes,
      RecipeCheck check,
      RecipeBuilder builder,
      TypedSettings settings,
      IdSource ids,
      Clock clock,
      Executor threads,
      Budgets budgets) {}

  @Override
  public boolean connects(ExtensionConfig config) {
    boolean inside =
        config instanceof ExtensionConfig.Platform || config instanceof ExtensionConfig.Builtin;
    return inside && config.key().value().equals(SummonExtension.KEY);
  }

  @Override
  public Extension connect(ExtensionConfig config, ExtensionHost host) {
    if (host instanceof AgentHost(Agent agent)) {
      return summon(agent, given.get());
    }
    throw ExtensionException.invalidConfig("only an agent can have sub-agents");
  }

  private static SummonExtension summon(Agent agent, Parts parts) {
    SubAgentSettings settings = new SubAgentSettings(parts.settings());
    TaskSources sources =
        new TaskSources(
            parts.sources(),
            parts.recipes(),
            parts.check().reader(),
            () -> subRecipes(agent, parts),
            agent.workingDir(),
            parts.clock());
    BackgroundTasks tasks = new BackgroundTasks(settings, parts.clock(), parts.threads());
    Delegation delegation =
        new Delegation(
            agent,
            parts.agents(),
            parts.sessions(),
            new SubAgents(
                parts.sessions(),
                parts.agents(),
                parts.turns(),
                parts.ids(),
                parts.clock(),
                parts.budgets()),
            new Assignments(
                parts.recipes(),
                parts.check(),
                parts.builder(),
                new ChildModels(parts.models(), settings),
                settings),
            sources,
            tasks,
            settings.atOnce());
    return new SummonExtension(
        !isSubAgent(agent, parts),
        sources,
        tasks,
        delegation,
        new Loading(sources, tasks, delegation, parts.clock(), PATIENCE, GRACE));
  }

  private static boolean isSubAgent(Agent agent, Parts parts) {
    return parts
        .sessions()
        .find(agent.sessionId())
        .filter(session -> session.type() == SessionType.SUB_AGENT)
        .isPresent();
  }

  /// Those of the recipe that the agent follows, or else of the one that its session has.
  private static List<SubRecipe> subRecipes(Agent agent, Parts parts) {
    List<SubRecipe> offered = agent.subRecipes();
    if (!offered.isEmpty()) {
      return offered;
    }
    try {
      return parts
          .sessions()
          .find(agent.sessionId())
          .map(Session::recipe)
          .map(attached -> ofStored(attached, parts))
          .orElse(List.of());
    } catch (GanderException e) {
      LOG.log(Level.WARNING, "session {0}: no sub-recipes: {1}", agent.sessionId(), e.text());
      return List.of();
    }
  }

  private static List<SubRecipe> ofStored(AttachedRecipe attached, Parts parts) {
    Json json = attached.json();
    if (json == null) {
      return List.of();
    }
    Recipe recipe = Recipe.ofStored(json);
    return filledIn(recipe, attached, parts).orElse(recipe).subRecipes();
  }

  /// Empty if it needs more values, or cannot be filled in: delegating to one of them will tell
  /// why.
  private static Optional<Recipe> filledIn(Recipe recipe, AttachedRecipe attached, Parts parts) {
    try {
      return new SessionRecipe(parts.builder()).filledIn(recipe, attached.valuesOrNone());
    } catch (Unavailable _) {
      return Optional.empty();
    }
  }
}
