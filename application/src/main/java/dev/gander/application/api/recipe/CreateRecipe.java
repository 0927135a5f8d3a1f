package dev.gander.application.api.recipe;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.api.config.ListConfiguredExtensions;
import dev.gander.application.engine.dialogue.Completion;
import dev.gander.application.engine.prompt.RenderedPrompts;
import dev.gander.application.model.ConfiguredModel;
import dev.gander.application.recipe.WrittenRecipe;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonReader;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.ConversationRepair;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.ModelView;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Lets a session's model turn the conversation into a recipe for sessions of the same kind.
/// Nothing is stored. In goosed up to 1.36; kept.
public final class CreateRecipe {
  private static final String SYSTEM =
      "You are goose, an AI agent. You write down how work is done, so that it can be done again.";
  private static final String REQUEST =
      "Turn this conversation into a recipe: a JSON object with title, description, instructions and"
          + " activities, a list of example requests. Answer with the object only.";

  private final SessionStore sessions;
  private final ConversationStore conversations;
  private final LiveAgents agents;
  private final RenderedPrompts prompts;
  private final ActiveModel active;
  private final ListConfiguredExtensions configured;
  private final JsonReader json;
  private final @Nullable String user;
  private final Clock clock;

  /// @param user the name of whoever runs this program; null if it is not known
  public CreateRecipe(
      SessionStore sessions,
      ConversationStore conversations,
      LiveAgents agents,
      RenderedPrompts prompts,
      ActiveModel active,
      ListConfiguredExtensions configured,
      JsonReader json,
      @Nullable String user,
      Clock clock) {
    this.sessions = sessions;
    this.conversations = conversations;
    this.agents = agents;
    this.prompts = prompts;
    this.active = active;
    this.configured = configured;
    this.json = json;
    this.user = user;
    this.clock = clock;
  }

  /// @param author in the form of recipes; null for the user of this program
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  /// @throws Unavailable if the session has no model, or no provider is set up; if the model fails,
  ///   or does not answer with a recipe
  public Recipe create(SessionId id, @Nullable JsonObject author) throws InterruptedException {
    sessions.get(id);
    Agent agent = agents.get(id);
    ConfiguredModel model =
        agent.modelForTurn().orElseThrow(() -> new Unavailable("the session has no model yet"));
    String provider = active.provider().orElseThrow(() -> new Unavailable("no provider is set up"));
    try {
      WrittenRecipe written = WrittenRecipe.of(ask(id, agent, model), json);
      return Recipe.read(recipe(written, provider, model, author));
    } catch (ProviderException | InvalidInput e) {
      throw new Unavailable(e.text(), e);
    }
  }

  private String ask(SessionId id, Agent agent, ConfiguredModel model) throws InterruptedException {
    long now = clock.instant().getEpochSecond();
    List<Message> messages =
        new ArrayList<>(
            model.signer().readable(ModelView.of(conversations.messages(id)), model.signer()));
    String request = prompts.render(PromptName.RECIPE, JsonObject.EMPTY, REQUEST);
    messages.add(Message.user(null, now, new Content.Text(request)));
    return Completion.of(
            model.provider(),
            new ProviderRequest(
                model.model(),
                id.value(),
                SYSTEM,
                ConversationRepair.repair(messages, now),
                agent.extensions().tools()))
        .message()
        .text();
  }

  private JsonObject recipe(
      WrittenRecipe written, String provider, ConfiguredModel model, @Nullable JsonObject author) {
    JsonObject settings =
        JsonObject.builder()
            .put("goose_provider", provider)
            .put("goose_model", model.model().modelName())
            .put(
                "temperature",
                Json.of(Objects.requireNonNullElse(model.model().temperature(), 0.0)))
            .build();
    return JsonObject.builder()
        .put("title", written.title())
        .put("description", written.description())
        .put("instructions", written.instructions())
        .put("extensions", JsonArray.of(configured.list().enabled(), ExtensionConfigJson::write))
        .put("settings", settings)
        .put("activities", JsonArray.ofTexts(written.activities()))
        .put("author", author == null ? ofUser() : author)
        .build();
  }

  private JsonObject ofUser() {
    return user == null ? JsonObject.EMPTY : JsonObject.of("contact", Json.of(user));
  }
}
