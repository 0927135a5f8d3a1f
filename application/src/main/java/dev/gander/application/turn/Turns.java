package dev.gander.application.turn;

import dev.gander.application.access.Sight;
import dev.gander.application.reply.Cancellation;
import dev.gander.application.reply.ReplyToMessage;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.message.Message;
import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Observer.Observed;
import dev.gander.domain.observe.Trail;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.NoTurns;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.SessionBusy;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.TurnLeases;
import dev.gander.domain.turn.TurnLeases.Lease;
import dev.gander.domain.turn.TurnRequest;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Owns the turns of all sessions. Each runs on its own thread, one at a time per session and in
/// the order of their start, and publishes to its session's log. Thread-safe.
///
/// A turn works for the caller that starts it. Every method throws [SessionNotFound] for a session
/// that the current caller does not see, whether or not it exists.
public final class Turns implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Turns.class.getName());

  /// How long a cancelled turn may take to end when another one waits.
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final SessionStore sessions;
  private final ConversationStore conversations;
  private final TurnLeases leases;
  private final OtherNodes others;
  private final SessionEventLog log;
  private final ReplyToMessage replies;
  private final CutOffTurns endings;
  private final TurnWatch watch;
  private final Executor threads;
  private final Sight sight;
  private final Observer observer;
  private final EnteredTurns turns = new EnteredTurns();

  /// @param threads runs each turn; a turn blocks its thread
  public Turns(
      SessionStore sessions,
      ConversationStore conversations,
      TurnLeases leases,
      OtherNodes others,
      SessionEventLog log,
      ReplyToMessage replies,
      TurnWatch watch,
      Executor threads,
      Sight sight,
      Observer observer) {
    this.sessions = sessions;
    this.conversations = conversations;
    this.leases = leases;
    this.others = others;
    this.log = log;
    this.replies = replies;
    this.endings =
        new CutOffTurns(conversations, leases, log, replies.leftOpen(), replies.questions());
    this.watch = watch;
    this.threads = threads;
    this.sight = sight;
    this.observer = observer;
    others.receive(new Arrivals());
    others.onCutOff(id -> sessions.find(id).ifPresent(endings::end));
  }

  /// What other nodes want of turns here.
  private final class Arrivals implements OtherNodes.Receiver {
    @Override
    public void cancel(SessionId id, String requestId, Interruption cause) {
      turns
          .deactivated(id, turn -> turn.requestId().equals(requestId))
          .forEach(turn -> turn.cancellation().cancel(cause));
    }

    @Override
    public void interject(SessionId id, String requestId, Message message) {
      turns.active(id, requestId).ifPresent(turn -> turn.interject(message));
    }
  }

  /// Starts a turn without an owner, and returns when the user's message is stored, or when the
  /// turn has ended without that, as its events tell. An answer to an extension's question is
  /// delivered before this returns, even while another turn runs, and produces no events.
  ///
  /// @param requestId the client's id for the turn
  /// @throws SessionNotFound for an unknown session
  /// @throws dev.gander.domain.turn.UnknownQuestion for an answer to a question that is not open
  /// @throws SessionBusy if it is rejected; nothing was stored
  /// @throws dev.gander.domain.cluster.WrongNode if only others can run it; nothing was stored
  /// @throws Unavailable when closed, also if that, or the loss of the session to another server,
  ///   has ended the turn before it began
  /// @throws InterruptedException if interrupted while waiting; the turn goes on
  public void start(String requestId, TurnRequest request, Admission admission)
      throws InterruptedException {
    Session session = sessions.get(request.sessionId());
    if (replies.answersQuestion(request)) {
      return;
    }
    others.places().require(session);
    endPast(session);
    Turn turn = turn(requestId, session, request, null);
    enter(turn, admission);
    threads.execute(carrying(() -> run(turn)));
    if (!turn.awaitAccepted() && turn.cancellation().isByServer()) {
      throw new Unavailable("The turn ended before the message was stored");
    }
  }

  /// What earlier servers have left undone, before a new turn: a question that is still open is
  /// declined.
  private void endPast(Session session) {
    if (endings.isUserAsked(session.id()) && running(session.id()).isEmpty()) {
      endings.decline(session);
    }
    endings.end(session);
  }

  /// Goes on with a turn that waited for its user when its server ended, now that the user has
  /// answered. Does nothing if it runs, or has gone on before.
  ///
  /// @param owner receives its events; null for none
  /// @return cancels the turn; empty if nothing was done
  /// @throws SessionNotFound for an unknown session
  /// @throws Unavailable when closed
  public Optional<Cancellation> goOn(SessionId id, String requestId, @Nullable TurnInbox owner) {
    Session session = sessions.get(id);
    boolean runs = running(id).stream().anyMatch(turn -> turn.requestId().equals(requestId));
    if (runs || !endings.waiting(id).contains(requestId)) {
      return Optional.empty();
    }
    TurnRequest said = new TurnRequest(id, endings.lastSaid(id), null);
    Turn turn = turn(requestId, session, said, owner);
    enter(turn, Admission.QUEUE);
    threads.execute(carrying(() -> run(turn, () -> goOn(turn))));
    return Optional.of(turn.cancellation());
  }

  private void goOn(Turn turn) {
    replies.goOn(turn.session(), turn.tokens(), turn.cancellation(), turn, () -> lease(turn));
  }

  /// Starts a turn that belongs to the caller, who receives its events in the inbox. A problem that
  /// keeps it from running later is reported there, too.
  ///
  /// @return cancels the turn
  /// @throws SessionNotFound for an unknown session
  /// @throws SessionBusy if it is rejected; nothing was stored
  /// @throws dev.gander.domain.cluster.WrongNode if only others can run it; nothing was stored
  /// @throws Unavailable when closed
  public Cancellation start(
      String requestId, TurnRequest request, Admission admission, TurnInbox owner) {
    Session session = sessions.get(request.sessionId());
    if (request.answer().isEmpty()) {
      others.places().require(session);
      endPast(session);
    }
    Turn turn = turn(requestId, session, request, owner);
    enter(turn, admission);
    threads.execute(
        carrying(
            () -> {
              run(turn);
              log.forgetUnread(turn.session());
            }));
    return turn.cancellation();
  }

  private Turn turn(
      String requestId, Session session, TurnRequest request, @Nullable TurnInbox owner) {
    SessionEventLog.Writer writer =
        log.write(session, new RunningTurn(requestId, request.userMessage()));
    return new Turn(requestId, request, session.tokens(), writer, owner, turns::leave);
  }

  private void enter(Turn turn, Admission admission) {
    boolean entered = false;
    try {
      turns.enter(turn, admission);
      if (admission == Admission.REFUSE) {
        admit(turn);
      }
      entered = true;
    } finally {
      if (!entered) {
        turn.close();
      }
    }
  }

  private void admit(Turn turn) {
    boolean admitted = false;
    try {
      others.admit(turn.session(), turn.requestId());
      admitted = true;
    } finally {
      if (!admitted) {
        turns.remove(turn);
      }
    }
  }

  private void run(Turn turn) {
    run(
        turn,
        () ->
            replies.reply(
                turn.request(), turn.tokens(), turn.cancellation(), turn, () -> lease(turn)));
  }

  private static Runnable carrying(Runnable work) {
    return CurrentCaller.carrying(Trail.carrying(work));
  }

  private void run(Turn turn, Runnable work) {
    Activity.Turn activity = new Activity.Turn(turn.session(), turn.requestId());
    Observed observed = observer.begin(activity);
    try {
      watch.begin(turn);
      Trail.current().in(activity, observed).run(work);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "session " + turn.session() + ": turn broke down", e);
    } finally {
      watch.end(turn);
      turns.remove(turn);
      turn.close();
      turn.course().tell(observed);
    }
  }

  /// How many turns run or wait.
  public int count() {
    return turns.count();
  }

  private Lease lease(Turn turn) throws InterruptedException {
    SessionId id = turn.session();
    Optional<Lease> free = leases.acquire(id, Duration.ZERO);
    Lease lease = free.isPresent() ? free.get() : turn.isOwned() ? leases.acquire(id) : soon(id);
    turn.holds(lease);
    if (free.isEmpty()) {
      // The one before may have ended with its server.
      sessions.find(id).ifPresent(session -> endings.end(session, lease));
    }
    lease.onLoss(() -> turn.cancellation().cancel(Interruption.SUDDEN_END));
    return wanted(turn, lease);
  }

  /// Whoever takes the work of an owner over, and then the session, finds the turn not begun or its
  /// lease held.
  private static Lease wanted(Turn turn, Lease lease) throws InterruptedException {
    boolean isWanted = false;
    try {
      isWanted = turn.isWanted();
    } finally {
      if (!isWanted) {
        lease.close();
      }
    }
    if (!isWanted) {
      turn.cancellation().cancel(Interruption.SUDDEN_END);
      throw new InterruptedException("another server has taken over what the turn is for");
    }
    return lease;
  }

  /// For a turn whose predecessors were cancelled, and whose client waits for the message to be
  /// accepted: one that does not end loses the session.
  private Lease soon(SessionId id) throws InterruptedException {
    return leases.acquire(id, LONGEST_END).orElseGet(() -> leases.seize(id));
  }

  /// Cancels a turn by the client's id for it; it publishes that it has finished, and another may
  /// start at once. Does nothing for an unknown or finished turn.
  ///
  /// @throws NoTurns if no turn of the session is known and it has no subscriber
  public void cancel(SessionId id, String requestId) {
    List<Turn> ending = deactivated(id, turn -> turn.requestId().equals(requestId));
    if (ending.isEmpty() && endings.waiting(id).contains(requestId)) {
      endPast(sessions.get(id));
      return;
    }
    boolean isElsewhere =
        ending.isEmpty() && others.cancel(id, requestId::equals, Interruption.CANCELLATION);
    if (ending.isEmpty() && !isElsewhere && !log.isKnown(id)) {
      throw new NoTurns(id);
    }
    ending.forEach(turn -> turn.cancellation().cancel());
  }

  /// Cancels all turns of a session, including waiting ones.
  public void cancelAll(SessionId id) {
    cancelAll(id, Interruption.CANCELLATION);
    var _ = others.cancel(id, _ -> true, Interruption.CANCELLATION);
  }

  private void cancelAll(SessionId id, Interruption cause) {
    deactivated(id, _ -> true).forEach(turn -> turn.cancellation().cancel(cause));
  }

  /// Cancels the running turn, if any; waiting turns continue.
  public void cancelRunning(SessionId id) {
    deactivated(id, Turn::isRunning).forEach(turn -> turn.cancellation().cancel());
    others.running(id).stream()
        .findFirst()
        .ifPresent(
            first -> others.cancel(id, first.requestId()::equals, Interruption.CANCELLATION));
  }

  private List<Turn> deactivated(SessionId id, Predicate<Turn> which) {
    sight.require(id);
    return turns.deactivated(id, which);
  }

  /// Runs `action` when no turn of the session is running, at the latest after `patience`. In that
  /// case it takes the session away from the running turn, whose later writes are rejected. No turn
  /// starts in the meantime.
  public void whileNoneRuns(SessionId id, Duration patience, Runnable action)
      throws InterruptedException {
    sight.require(id);
    try (Lease lease = leases.acquire(id, patience).orElseGet(() -> leases.seize(id))) {
      conversations.raiseFence(id, lease.fence());
      action.run();
    }
  }

  /// Runs `action` if no turn of the session is running; none starts in the meantime.
  ///
  /// @return whether it ran
  public boolean ifNoneRuns(SessionId id, Consumer<Fence> action) throws InterruptedException {
    Optional<Lease> free = leases.acquire(id, Duration.ZERO);
    if (free.isPresent()) {
      try (Lease lease = free.get()) {
        action.accept(lease.fence());
      }
    }
    return free.isPresent();
  }

  /// Where turns may run.
  public TurnPlaces places() {
    return others.places();
  }

  /// See [OtherNodes#cutOff].
  public void cutOff(SessionId id, String server) {
    others.cutOff(id, server);
  }

  /// Answers the calls that a killed server left open in a session. A turn that is running answers
  /// its own calls.
  public void closeLeftOpen(SessionId id) throws InterruptedException {
    sight.require(id);
    ifNoneRuns(id, fence -> replies.leftOpen().closeUnasked(id, fence));
  }

  /// A position in a session's log, and the turns that were running at that time.
  public record Followed(SessionEventLog.Reader events, List<String> activeRequests) {}

  /// Follows the events of all turns of a session: those after number `lastEventId` (unsigned; 0:
  /// all kept events), then the live ones.
  ///
  /// @throws SessionNotFound for an unknown session
  public Followed follow(SessionId id, long lastEventId) {
    SessionEventLog.Reader events = read(id, session -> log.read(session, lastEventId));
    Set<String> active = new LinkedHashSet<>(endings.waiting(id));
    running(id).forEach(turn -> active.add(turn.requestId()));
    return new Followed(events, List.copyOf(active));
  }

  /// Follows the running turns of a session from their beginning, then the later ones.
  ///
  /// @throws SessionNotFound for an unknown session
  public SessionEventLog.Reader join(SessionId id) {
    return read(id, log::join);
  }

  private SessionEventLog.Reader read(
      SessionId id, Function<Session, SessionEventLog.Reader> begin) {
    Session session = sessions.get(id);
    endings.end(session);
    SessionEventLog.Reader events = begin.apply(session);
    // Deleting a session drops its log last, which may have happened just before.
    if (sessions.find(id).isEmpty()) {
      events.close();
      log.forget(id);
      throw new SessionNotFound(id);
    }
    return events;
  }

  /// Says something in the middle of a turn: the model hears it with its next call. It is lost if
  /// the turn is cancelled before.
  ///
  /// @return false if the turn is not running
  public boolean interject(SessionId id, String requestId, Message message) {
    sight.require(id);
    Optional<Turn> found = turns.active(id, requestId);
    found.ifPresent(turn -> turn.interject(message));
    return found.isPresent() || others.interject(id, requestId, message);
  }

  /// The turns that run or wait in a session, in the order of their start.
  public List<RunningTurn> running(SessionId id) {
    sight.require(id);
    return Stream.concat(others.running(id).stream(), turns.running(id).stream()).toList();
  }

  /// Forgets a deleted session: its turns are cancelled, and its readers receive the last events.
  /// They are not ended, as in goosed: a client that still shows the chat would ask for them again
  /// and again.
  public void forget(SessionId id) {
    cancelAll(id);
    replies.questions().forget(id);
    log.forget(id);
  }

  /// Stops the register: turns are cancelled, and readers receive the last events and end. Does not
  /// wait.
  @Override
  public void close() {
    turns.close().forEach(id -> cancelAll(id, Interruption.STOP));
    log.close();
  }
}
