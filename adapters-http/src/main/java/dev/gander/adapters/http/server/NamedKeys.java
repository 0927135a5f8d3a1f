package dev.gander.adapters.http.server;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.access.Identification;
import dev.gander.application.api.access.RecordRequest;
import dev.gander.domain.access.KeyId;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// What the server needs to know of the keys beside its own.
///
/// @param identify finds out whose secret a text is, and counts a request
/// @param isValid whether a key, for which something is still going on, may go on
/// @param audit records a request
public record NamedKeys(
    Function<String, Identification> identify,
    Predicate<KeyId> isValid,
    Consumer<RecordRequest.Request> audit) {
  /// There are no others.
  public static final NamedKeys NONE =
      new NamedKeys(_ -> new Identification.Stranger(), KeyId.SERVER::equals, _ -> {});

  public static NamedKeys of(UseCases.Access use) {
    return new NamedKeys(use.identify()::identify, use.identify()::isValid, use.audit()::add);
  }
}
