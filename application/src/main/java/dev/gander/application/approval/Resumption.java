package dev.gander.application.approval;

import dev.gander.application.access.Sight;
import dev.gander.application.agent.AgentSetUp;
import dev.gander.application.reply.UserQuestions;
import dev.gander.application.turn.Turns;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.message.OpenCalls;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.turn.AskedQuestion;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Lets turns go on that waited for their user when their server ended. Thread-safe.
public final class Resumption {
  private static final System.Logger LOG = System.getLogger(Resumption.class.getName());
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);
  private static final Duration SHORTEST_LOOK = Duration.ofSeconds(1);
  private static final int MANY = 10_000;

  private final SessionStore sessions;
  private final ConversationStore conversations;
  private final UserQuestions questions;
  private final AgentSetUp setUp;
  private final Turns turns;
  private final Sight sight;
  private final Executor threads;
  private final Map<SessionId, Lead> leads = new ConcurrentHashMap<>();

  public Resumption(
      SessionStore sessions,
      ConversationStore conversations,
      UserQuestions questions,
      AgentSetUp setUp,
      Turns turns,
      Sight sight,
      Executor threads) {
    this.sessions = sessions;
    this.conversations = conversations;
    this.questions = questions;
    this.setUp = setUp;
    this.turns = turns;
    this.sight = sight;
    this.threads = threads;
    questions.whenAnswered(this::answered);
  }

  private void answered(AskedQuestion question) {
    Lead lead = leads.get(question.session());
    if (lead == null) {
      threads.execute(() -> goOn(question.session(), question));
    } else {
      lead.answered.release();
    }
  }

  /// Takes it upon the caller to go on with the turn that waits in a session, until this is closed.
  /// One caller per session.
  public Lead lead(SessionId session) {
    Lead lead = new Lead(session);
    leads.put(session, lead);
    return lead;
  }

  /// The right to go on with a session's turn. For one thread.
  public final class Lead implements AutoCloseable {
    private final SessionId session;
    private final Semaphore answered = new Semaphore(0);

    private Lead(SessionId session) {
      this.session = session;
    }

    /// What is left of a turn's questions, answered or not.
    public List<AskedQuestion> left(String requestId) {
      return asked(session, requestId);
    }

    /// Waits for an answer.
    public void await(Duration patience) throws InterruptedException {
      var _ = answered.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
      leads.remove(session, this);
    }
  }

  /// Whether a turn waits for its user, or has not gone on yet with the answer, and will do so also
  /// with the next server.
  public boolean outlives(SessionId session, String requestId) {
    return questions.kept().store().isLasting() && !asked(session, requestId).isEmpty();
  }

  private List<AskedQuestion> asked(SessionId session, String requestId) {
    return questions.of(session).stream()
        .filter(question -> question.asker().requestId().equals(requestId))
        .toList();
  }

  /// Looks after what earlier servers have left. Does not wait.
  public void start() {
    if (questions.kept().store().isLasting()) {
      threads.execute(this::takeUp);
    }
  }

  private void takeUp() {
    try {
      for (SessionId session : questions.kept().store().sessions()) {
        takeUp(session);
      }
      expire();
    } catch (GanderException e) {
      LOG.log(Level.WARNING, "the questions of earlier servers cannot be read: {0}", e.text());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeUp(SessionId id) {
    try {
      Optional<Session> session = sessions.find(id);
      if (session.isEmpty() || session.get().type() == SessionType.SUB_AGENT) {
        questions.forget(id);
        return;
      }
      dropUseless(id);
      List<AskedQuestion> left = questions.of(id);
      boolean isDecided = !left.isEmpty() && left.stream().noneMatch(AskedQuestion::isOpen);
      if (isDecided && !leads.containsKey(id)) {
        goOn(id, left.getFirst());
      }
    } catch (GanderException e) {
      LOG.log(Level.WARNING, "session {0}: its questions stay as they are: {1}", id, e.text());
    }
  }

  /// Questions about calls that are not open any more have no effect.
  private void dropUseless(SessionId id) {
    Set<String> open =
        OpenCalls.in(conversations.messages(id)).stream()
            .flatMap(calls -> calls.calls().stream())
            .map(call -> call.id())
            .collect(Collectors.toSet());
    Set<String> useless =
        questions.of(id).stream()
            .map(question -> question.asker().toolRequestId())
            .filter(call -> !open.contains(call))
            .collect(Collectors.toSet());
    if (!useless.isEmpty()) {
      questions.over(id, useless);
    }
  }

  /// It works for the owner of its session, whoever has answered.
  private void goOn(SessionId id, AskedQuestion question) {
    CurrentCaller.run(sight.ownerOf(id), () -> goOnAsOwner(id, question));
  }

  private void goOnAsOwner(SessionId id, AskedQuestion question) {
    try {
      makeReady(id);
      var _ = turns.goOn(id, question.asker().requestId(), null);
    } catch (GanderException e) {
      LOG.log(Level.WARNING, "session {0}: its turn does not go on: {1}", id, e.text());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// A turn whose agent cannot be made ready says so to its clients.
  private void makeReady(SessionId id) throws InterruptedException {
    try {
      var _ = setUp.of(sessions.get(id));
    } catch (GanderException e) {
      LOG.log(Level.WARNING, "session {0}: its agent is not ready: {1}", id, e.text());
    }
  }

  /// Declines what nobody has answered in time. Questions of this server expire by themselves, so
  /// that it ends with the last one of an earlier server.
  private void expire() throws InterruptedException {
    for (List<AskedQuestion> left = limited(); !left.isEmpty(); left = limited()) {
      for (AskedQuestion question : left) {
        if (question.isExpired(questions.kept().now())) {
          var _ = questions.expire(question);
        }
      }
      Thread.sleep(untilNext(left));
    }
  }

  private Duration untilNext(List<AskedQuestion> left) {
    Instant now = questions.kept().now();
    return left.stream()
        .map(question -> Duration.between(now, Objects.requireNonNull(question.expires())))
        .map(time -> time.isPositive() ? time : SHORTEST_LOOK)
        .min(Comparator.naturalOrder())
        .filter(time -> time.compareTo(LONGEST_LOOK) < 0)
        .orElse(LONGEST_LOOK);
  }

  private List<AskedQuestion> limited() {
    return questions.kept().store().open(null, MANY).stream()
        .filter(question -> question.expires() != null)
        .filter(
            question -> !questions.isConfirmationOpen(question.session(), question.about().id()))
        .toList();
  }
}
