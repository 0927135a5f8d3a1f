package dev.gander.testkit.provider;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What a provider may be able to do. Its test declares that ([ProviderContract#capabilities()]):
/// what is declared is tested, and what is not is tested to be told, or left out, clearly.
public enum Capability {
  /// An answer comes in fragments, while the service still speaks.
  FRAGMENTS,
  /// The model can call tools. Without it tools that a request offers are left out.
  TOOL_CALLS,
  /// Answers tell how many tokens they took. Without it no counts are told, not even zeros.
  TOKEN_COUNTS,
  /// What the model thought is told apart from what it says.
  THINKING,
  /// The user may show pictures. Without it a request with one fails as `Unsupported`.
  IMAGES,
  /// The service may refuse a key, which fails as `Authentication`.
  KEY,
  /// The service can be asked for its models. Without it that fails as `Unsupported`.
  MODEL_LIST,
  /// Users sign in to the service. Without it that fails as `ExecutionError`.
  SIGN_IN;

  /// What a service can that users sign in to.
  public static final Set<Capability> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(Capability.class));

  /// What the usual service on the network can: all but [#SIGN_IN].
  public static final Set<Capability> OF_MOST_SERVICES =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(SIGN_IN)));
}
