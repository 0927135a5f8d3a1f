package dev.gander.domain.access;

/// The caller for whom the current thread works. Transports bind it; whatever nobody has asked for
/// is done by the server itself. Threads do not inherit it: see [#carrying].
public final class CurrentCaller {
  private static final ScopedValue<Caller> CALLER = ScopedValue.newInstance();

  private CurrentCaller() {}

  public static Caller get() {
    return CALLER.orElse(Caller.SERVER);
  }

  /// Runs work for a caller.
  public static void run(Caller caller, Runnable work) {
    ScopedValue.where(CALLER, caller).run(work);
  }

  /// Runs work for a caller.
  public static <T, X extends Throwable> T call(
      Caller caller, ScopedValue.CallableOp<? extends T, X> work) throws X {
    return ScopedValue.where(CALLER, caller).call(work);
  }

  /// The same work for the present caller, on whichever thread it will run.
  public static Runnable carrying(Runnable work) {
    Caller caller = get();
    return caller.equals(Caller.SERVER) ? work : () -> run(caller, work);
  }
}
