package dev.gander.adapters.acp.feed;

import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.adapters.acp.rpc.RpcPeer;
import dev.gander.adapters.acp.update.MessageUpdates;
import dev.gander.adapters.acp.update.Updates;
import dev.gander.application.api.turn.Subscription;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.tool.ShownWork;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEvent;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One session as a client watches it: tells the client everything that happens in it, whoever
/// causes it, in order. Thread-safe.
public final class SessionFeed implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SessionFeed.class.getName());

  /// Whatever happens is news.
  private static final Duration LONG = Duration.ofHours(1);

  private final SessionId session;
  private final Audience audience;
  private final Subscription events;
  private final QuestionsToClient questions;
  private final MessageUpdates updates = new MessageUpdates();
  private final FragmentUpdates fragments;
  private final Thread pump = Thread.ofVirtual().name("acp-feed").unstarted(this::pump);
  private final Runnable stopListening;
  private AlreadyTold told = AlreadyTold.NOTHING;

  /// Why the run will be answered with an error. For the pump.
  private @Nullable RpcError problem;

  /// The run that has just failed; it may be told to have finished as well. For the pump.
  private @Nullable String failed;

  // Guarded by this.
  private @Nullable String run;
  private volatile boolean closed;

  /// @param events from the beginning of the turns that run
  SessionFeed(SessionId session, Audience audience, Subscription events) {
    this.session = session;
    this.audience = audience;
    this.events = events;
    this.fragments = new FragmentUpdates(audience.rpc(), this::onlyUpdate);
    this.questions =
        new QuestionsToClient(
            session,
            audience.rpc(),
            audience.use().turns(),
            audience.mayApprove(),
            audience.capabilities());
    this.stopListening =
        audience
            .use()
            .sessions()
            .names()
            .follow(session, renamed -> tell(Updates.renamed(renamed)));
  }

  public SessionId session() {
    return session;
  }

  /// Tells the client what is stored, as fast as it reads: that may be more than a client may leave
  /// unread. Before [#start].
  void replay(List<Message> stored) throws InterruptedException {
    for (Message message : stored) {
      updates.stored(message).forEach(this::tell);
      audience.rpc().awaitReader();
    }
    told = AlreadyTold.of(stored);
  }

  void start() {
    pump.start();
  }

  /// Sends an update.
  public void tell(JsonObject update) {
    audience.rpc().tell("session/update", Updates.params(session, update));
  }

  /// Sends an update that only goose's own clients understand, to those that do.
  public void tellGoose(JsonObject update) {
    if (audience.capabilities().get().customNotifications()) {
      audience.rpc().tell("_goose/unstable/session/update", Updates.params(session, update));
    }
  }

  /// How full the context of the session's model is; nothing while it has no model.
  public void tellUsage(TokenState tokens) throws InterruptedException {
    OptionalLong limit = audience.use().agents().contextLimit().find(session);
    if (limit.isPresent()) {
      tellGoose(Updates.customUsage(tokens, limit.getAsLong()));
      tell(Updates.usage(tokens, limit.getAsLong()));
    }
  }

  /// A run of this client begins.
  public synchronized void begin(RunningPrompt prompt) {
    begin(prompt.runId());
  }

  /// A run that was told to begin has not begun.
  public synchronized void abandon(RunningPrompt prompt, Optional<String> other) {
    if (prompt.runId().equals(run)) {
      run = other.orElse(null);
      tell(Updates.activeRun(run));
    }
  }

  private void begin(String runId) {
    if (!runId.equals(run)) {
      run = runId;
      tell(Updates.activeRun(runId));
    }
  }

  private synchronized void end(String runId) {
    questions.close();
    if (runId.equals(run)) {
      run = null;
      tell(Updates.activeRun(null));
    }
  }

  private void pump() {
    try {
      while (!closed && !events.hasEnded()) {
        var next = events.next(LONG);
        if (next.isPresent() && next.get() instanceof Published published) {
          take(published);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "session " + session + ": a client does not see it any more", e);
      throw e;
    }
  }

  private void take(Published published) throws InterruptedException {
    String runId = published.requestId();
    boolean isAfterthought =
        published.event() instanceof TurnEvent.Finished && runId.equals(failed);
    failed = null;
    if (!isAfterthought) {
      RunningPrompt own = audience.prompt(runId);
      introduce(runId, own);
      take(published, own);
    }
  }

  private void take(Published published, @Nullable RunningPrompt own) throws InterruptedException {
    String runId = published.requestId();
    switch (published.event()) {
      case TurnEvent.MessageArrived(Message message, var _) -> take(message, own);
      case TurnEvent.Notification notification ->
          Updates.progress(notification).ifPresent(this::tell);
      case TurnEvent.Worked worked -> take(worked, own);
      case TurnEvent.ConversationReplaced _, TurnEvent.ModelChanged _ -> {}
      case TurnEvent.Failed(var _, String text) -> {
        end(runId);
        failed = runId;
        fail(own, RpcError.internal("Error getting agent reply: " + text));
      }
      case TurnEvent.Finished finished -> {
        end(runId);
        if (problem == null) {
          finish(finished, own);
        } else {
          fail(own, problem);
        }
      }
    }
  }

  private void finish(TurnEvent.Finished finished, @Nullable RunningPrompt own)
      throws InterruptedException {
    tellUsage(finished.tokens());
    if (own != null) {
      own.ended(finished.ending(), finished.tokens());
    }
  }

  private void fail(@Nullable RunningPrompt own, RpcError error) {
    problem = null;
    if (own != null) {
      own.failed(error);
    }
  }

  /// Announces a run with its first event, and what the user said if that was somebody else's.
  private void introduce(String runId, @Nullable RunningPrompt own) {
    boolean isNew;
    synchronized (this) {
      isNew = !runId.equals(run);
      begin(runId);
    }
    if (isNew && own == null) {
      said(runId)
          .filter(message -> message.role() == Role.USER && !told.isLastPrompt(message))
          .ifPresent(message -> updates.stored(message).forEach(this::tell));
    }
  }

  /// What somebody else has said to begin a run. A run that is over already has stored it.
  private Optional<Message> said(String runId) {
    return audience.use().turns().steer().running(session).stream()
        .filter(turn -> turn.requestId().equals(runId))
        .map(RunningTurn::message)
        .findFirst()
        .or(() -> AlreadyTold.lastPrompt(audience.use().sessions().get().get(session).messages()));
  }

  private void take(TurnEvent.Worked worked, @Nullable RunningPrompt own) {
    if (own != null || !(worked.work() instanceof ShownWork.InTerminal)) {
      updates.work(worked).ifPresent(this::tell);
    }
    if (own != null) {
      own.toldWork(worked.toolRequestId());
    }
  }

  private void take(Message message, @Nullable RunningPrompt own) {
    if (fragments.tell(message)) {
      return;
    }
    updates(message).forEach(this::tell);
    for (Content content : message.content()) {
      switch (content) {
        case Content.ActionRequired(var action) -> questions.ask(message, action, own != null);
        case Content.SystemNotification notice -> notice(notice, own);
        default -> {
          // Shown as updates, or not at all.
        }
      }
    }
  }

  private List<JsonObject> updates(Message message) {
    return updates.live(message, content -> !told.contains(message, content));
  }

  private @Nullable JsonObject onlyUpdate(Message message) {
    List<JsonObject> all = updates(message);
    return all.size() == 1 ? notification(all.getFirst()) : null;
  }

  private JsonObject notification(JsonObject update) {
    return RpcPeer.notification("session/update", Updates.params(session, update));
  }

  private void notice(Content.SystemNotification notice, @Nullable RunningPrompt own) {
    switch (notice.notificationType()) {
      case "inlineMessage" -> tellNotice(notice.msg());
      case "thinkingMessage" -> tellGoose(Updates.status("progress", notice.msg()));
      case "creditsExhausted" -> {
        if (own != null) {
          problem = outOfCredits(notice);
        }
      }
      default -> {
        // Of a newer version.
      }
    }
  }

  /// Whoever does not understand notices reads words: some are the answers to commands.
  private void tellNotice(String text) {
    if (audience.capabilities().get().customNotifications()) {
      tellGoose(Updates.status("notice", text));
    } else {
      tell(Updates.words(text));
    }
  }

  private static RpcError outOfCredits(Content.SystemNotification notice) {
    JsonObject.Builder data = JsonObject.builder().put("reason", "credits_exhausted");
    if (notice.data() instanceof JsonObject more) {
      more.text("top_up_url").ifPresent(url -> data.put("url", Json.of(url)));
    }
    return RpcError.internal(notice.msg(), data.build());
  }

  /// The client does not watch any more. The session's turn goes on, and its questions stay open.
  @Override
  public void close() {
    closed = true;
    stopListening.run();
    questions.close();
    events.close();
    pump.interrupt();
  }
}
