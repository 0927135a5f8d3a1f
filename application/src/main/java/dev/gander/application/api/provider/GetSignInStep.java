package dev.gander.application.api.provider;

import dev.gander.application.model.OpenSignIns;
import dev.gander.application.model.ProviderRegistry;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.provider.signin.SignInStep;
import java.util.Optional;

/// Tells which page, and which code, a sign-in that is under way is waiting for.
public final class GetSignInStep {
  private final ProviderRegistry registry;
  private final OpenSignIns open;

  public GetSignInStep(ProviderRegistry registry, OpenSignIns open) {
    this.registry = registry;
    this.open = open;
  }

  /// Empty if nobody signs in, or there is nothing to do yet.
  ///
  /// @throws NotFound if there is no such provider
  public Optional<SignInStep> get(String provider) {
    Optional<SignInStep> step = open.find(provider);
    if (step.isEmpty() && registry.find(provider).isEmpty()) {
      throw new NotFound("There is no provider '" + provider + "'");
    }
    return step;
  }
}
