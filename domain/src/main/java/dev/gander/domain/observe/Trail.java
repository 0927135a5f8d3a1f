package dev.gander.domain.observe;

import dev.gander.domain.observe.Observer.Observed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the current thread works on, for the log and for traces. Threads do not inherit it: see
/// [#carrying].
///
/// @param request the id of the HTTP request; null if there is none
/// @param session null outside of sessions
/// @param turn the client's id for the turn; null outside of turns
/// @param activity the innermost one
/// @param origin where another program's trace leads into ours; null if it does not
public record Trail(
    @Nullable String request,
    @Nullable String session,
    @Nullable String turn,
    Observed activity,
    @Nullable TraceContext origin) {
  private static final Trail NOTHING = new Trail(null, null, null, Unobserved.INSTANCE, null);
  private static final ScopedValue<Trail> CURRENT = ScopedValue.newInstance();

  public static Trail current() {
    return CURRENT.orElse(NOTHING);
  }

  /// A request begins.
  public static Trail ofRequest(String id, Optional<TraceContext> origin) {
    return new Trail(id, null, null, Unobserved.INSTANCE, origin.orElse(null));
  }

  /// The same request in a turn, which is the innermost activity.
  public Trail in(Activity.Turn turnBegun, Observed observed) {
    return new Trail(request, turnBegun.session().value(), turnBegun.requestId(), observed, origin);
  }

  public Trail in(Observed inner) {
    return new Trail(request, session, turn, inner, origin);
  }

  /// Where other programs go on with our trace. Without one of ours, theirs ends here.
  public Optional<TraceContext> trace() {
    return activity.trace();
  }

  /// What the next activity is a part of.
  public Optional<TraceContext> parent() {
    return activity.trace().or(() -> Optional.ofNullable(origin));
  }

  /// Runs work on this trail.
  public void run(Runnable work) {
    ScopedValue.where(CURRENT, this).run(work);
  }

  /// Runs work on this trail.
  public <T, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> work) throws X {
    return ScopedValue.where(CURRENT, this).call(work);
  }

  /// The same work on the present trail, on whichever thread it will run.
  public static Runnable carrying(Runnable work) {
    Trail trail = current();
    return trail.equals(NOTHING) ? work : () -> trail.run(work);
  }
}
