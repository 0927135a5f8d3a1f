package dev.gander.testkit.provider;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// A capability of a provider, declared by its test ([ProviderContract#capabilities()]). A declared
/// capability is tested; for any other, it is tested that the provider reports the lack or omits
/// the data.
public enum Capability {
  /// An answer arrives in fragments, while the service is still sending.
  FRAGMENTS,
  /// The model can call tools. Otherwise the tools offered by a request are omitted.
  TOOL_CALLS,
  /// Answers report their token counts. Otherwise no counts are reported, not even zeros.
  TOKEN_COUNTS,
  /// The model's thinking is reported separately from its text.
  THINKING,
  /// The user may send images. Otherwise a request with one fails as `Unsupported`.
  IMAGES,
  /// The service may reject a key, which fails as `Authentication`.
  KEY,
  /// The service can list its models. Otherwise that fails as `Unsupported`.
  MODEL_LIST,
  /// Users sign in to the service. Otherwise that fails as `ExecutionError`.
  SIGN_IN;

  /// The capabilities of a service with a sign-in.
  public static final Set<Capability> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(Capability.class));

  /// The capabilities of a typical network service: all but [#SIGN_IN].
  public static final Set<Capability> OF_MOST_SERVICES =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(SIGN_IN)));
}
