package dev.gander.application.engine.naming;

import dev.gander.application.engine.dialogue.Completion;
import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.dialogue.TurnSettings;
import dev.gander.application.engine.prompt.RenderedPrompts;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.model.CallPurpose;
import dev.gander.domain.observe.Trail;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/// Suggests a name for a session from its user's first messages, concurrently with the turn: again
/// with each of the first three messages, until the user chooses one. Failures are only logged.
public final class SessionNaming {
  private static final System.Logger LOG = System.getLogger(SessionNaming.class.getName());
  private static final int MAX_USER_MESSAGES = 3;

  /// How much of a text tells what it is about, in chars. A title is not worth a request of
  /// megabytes.
  private static final int TELLING = 20_000;

  private static final String ROLE =
      "Give this conversation a title of at most four words. Answer with the title only.";

  private final SessionStore sessions;
  private final RenderedPrompts prompts;
  private final TurnSettings settings;
  private final Executor background;

  public SessionNaming(
      SessionStore sessions, RenderedPrompts prompts, TurnSettings settings, Executor background) {
    this.sessions = sessions;
    this.prompts = prompts;
    this.settings = settings;
    this.background = background;
  }

  /// Starts naming in the background if the session needs a name; does not wait.
  public void begin(Dialogue dialogue) {
    List<Message> said =
        dialogue.messages().stream()
            .filter(message -> message.role() == Role.USER)
            .limit(MAX_USER_MESSAGES + 1L)
            .toList();
    if (said.size() <= MAX_USER_MESSAGES && isWanted(dialogue.session())) {
      background.execute(Trail.carrying(() -> name(dialogue, said)));
    }
  }

  private boolean isWanted(Session session) {
    return !session.name().chosenByUser()
        && session.type() != SessionType.SUB_AGENT
        && settings.namesSessions();
  }

  private void name(Dialogue dialogue, List<Message> said) {
    try {
      SessionTitle.clean(title(dialogue, said)).ifPresent(title -> store(dialogue, title));
    } catch (GanderException e) {
      LOG.log(Level.WARNING, "session {0} was not named: {1}", dialogue.sessionId(), e.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Starting a whole program for a name would cost the user more than the name is worth.
  private String title(Dialogue dialogue, List<Message> said) throws InterruptedException {
    return dialogue.model().provider().isAgent()
        ? SessionTitle.ofFirstWords(texts(said.getFirst(), true))
        : ask(dialogue, said).text();
  }

  private void store(Dialogue dialogue, String title) {
    sessions.update(
        dialogue.sessionId(), details -> details.withName(details.name().orSuggested(title)));
  }

  private Message ask(Dialogue dialogue, List<Message> said) throws InterruptedException {
    String system = prompts.render(PromptName.SESSION_NAME, JsonObject.EMPTY, ROLE);
    Message question = Message.user(null, dialogue.now(), new Content.Text(question(said)));
    return Completion.cheaply(
            dialogue.model(), dialogue.sessionId().value(), CallPurpose.TITLE, system, question)
        .message();
  }

  private static String question(List<Message> said) {
    String background = said.isEmpty() ? "" : texts(said.getFirst(), false);
    String shown =
        said.stream().map(message -> texts(message, true)).collect(Collectors.joining("\n"));
    return (background.isEmpty() ? "" : "Background:\n" + background + "\n\n")
        + "---BEGIN USER MESSAGES---\n"
        + shown
        + "\n---END USER MESSAGES---\n\nWrite a short title for the conversation that begins with"
        + " these messages.";
  }

  /// The texts meant for the user, or the others.
  private static String texts(Message message, boolean forUser) {
    return message.content().stream()
        .filter(Content.Text.class::isInstance)
        .map(Content.Text.class::cast)
        .filter(text -> Content.isFor("user", text.other()) == forUser)
        .map(text -> beginning(text.text()))
        .collect(Collectors.joining("\n"));
  }

  private static String beginning(String text) {
    return text.length() <= TELLING ? text : text.substring(0, TELLING);
  }
}
