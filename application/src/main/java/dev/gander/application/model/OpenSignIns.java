package dev.gander.application.model;

import dev.gander.domain.provider.signin.SignInStep;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What users have to do for the sign-ins that are under way. Thread-safe: a map, whose entries are
/// replaced.
public final class OpenSignIns {
  private final Map<String, SignInStep> steps = new ConcurrentHashMap<>();

  /// Runs a sign-in. Of two at one provider, the newest step counts.
  public <T, X extends Throwable> T during(
      String provider, ScopedValue.CallableOp<? extends T, X> signIn) throws X {
    try {
      return SignInStep.<T, X>hearing(step -> steps.put(provider, step), signIn);
    } finally {
      steps.remove(provider);
    }
  }

  /// Empty if nobody signs in there, or there is nothing to do yet.
  public Optional<SignInStep> find(String provider) {
    return Optional.ofNullable(steps.get(provider));
  }
}
