package dev.gander.application.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.ProviderException.Authentication;
import dev.gander.domain.error.ProviderException.ContextLengthExceeded;
import dev.gander.domain.error.ProviderException.CreditsExhausted;
import dev.gander.domain.error.ProviderException.EndpointNotFound;
import dev.gander.domain.error.ProviderException.ExecutionError;
import dev.gander.domain.error.ProviderException.NetworkError;
import dev.gander.domain.error.ProviderException.RateLimited;
import dev.gander.domain.error.ProviderException.Refused;
import dev.gander.domain.error.ProviderException.RequestFailed;
import dev.gander.domain.error.ProviderException.ServerError;
import dev.gander.domain.error.ProviderException.Unsupported;
import dev.gander.domain.error.ProviderException.UsageError;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.testkit.provider.ForwardingProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiscreetProviderTest implements ForwardingProviderContract {
  private static final String TOLD = "not with open-sesame-1";

  private final KnownSecrets secrets = new KnownSecrets();

  @Override
  public Provider around(Provider inner) {
    return DiscreetProvider.of(() -> inner, secrets);
  }

  static List<ProviderException> failures() {
    return List.of(
        new Authentication(TOLD),
        new ContextLengthExceeded(TOLD),
        new RateLimited(TOLD, Duration.ofSeconds(7)),
        new ServerError(503, TOLD, Duration.ofSeconds(7)),
        new NetworkError(TOLD, new IllegalStateException(TOLD)),
        new RequestFailed(418, TOLD),
        new ExecutionError(TOLD, new IllegalStateException(TOLD)),
        new UsageError(TOLD),
        new Unsupported(TOLD),
        new EndpointNotFound(TOLD),
        new CreditsExhausted(TOLD, "https://pay"),
        new Refused(TOLD, "category"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void itsFailuresAreTheSameWithoutSecrets(ProviderException failure) throws Exception {
    secrets.add("open-sesame-1");
    Provider provider =
        provider(List.of(ScriptedAnswer.refused(failure), ScriptedAnswer.start("a").fail(failure)));

    assertDiscreet(
        failure, assertThrows(ProviderException.class, () -> provider.stream(request())));
    try (ProviderStream stream = provider.stream(request())) {
      assertDiscreet(failure, assertThrows(ProviderException.class, stream::next));
    }
    var made =
        assertThrows(
            ProviderException.class,
            () ->
                DiscreetProvider.of(
                    () -> {
                      throw failure;
                    },
                    secrets));
    assertDiscreet(failure, made);
  }

  private static void assertDiscreet(ProviderException failure, ProviderException told) {
    assertInstanceOf(failure.getClass(), told);
    assertEquals(failure.display().replace("open-sesame-1", "***"), told.display());
    assertNull(told.getCause());
    switch (told) {
      case RateLimited limited -> assertEquals(Duration.ofSeconds(7), limited.retryAfter());
      case ServerError failed -> {
        assertEquals(503, failed.status());
        assertEquals(Duration.ofSeconds(7), failed.retryAfter());
      }
      case RequestFailed failed -> assertEquals(418, failed.status());
      case CreditsExhausted spent -> assertEquals("https://pay", spent.topUpUrl());
      case Refused refused -> assertEquals("category", refused.category());
      default -> assertNull(told.getCause());
    }
  }
}
