package dev.gander.adapters.llm.clouds.azure;

import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import dev.gander.oauth.BearerTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The token of the account that the user has signed in to with `az login`. The program takes a
/// second or more, so its token is kept until shortly before it expires. Any thread.
final class AzureCli implements BearerTokens {
  private static final List<String> ARGUMENTS =
      List.of(
          "account",
          "get-access-token",
          "--resource",
          "https://cognitiveservices.azure.com",
          "--output",
          "json");
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private record Token(String text, Instant end) {}

  private final ProviderSettings settings;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Token token;

  AzureCli(ProviderSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public String token() throws InterruptedException {
    return tokenOtherThan(null);
  }

  @Override
  public String insteadOf(String refused) throws InterruptedException {
    return tokenOtherThan(refused);
  }

  private String tokenOtherThan(@Nullable String refused) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Token known = token;
      if (known == null
          || known.text.equals(refused)
          || !clock.instant().isBefore(known.end.minus(MARGIN))) {
        known = read(run());
        token = known;
      }
      return known.text;
    } finally {
      lock.unlock();
    }
  }

  private String run() throws InterruptedException {
    try {
      return InstalledProgram.find(settings, "az", "set AZURE_OPENAI_API_KEY", Set.of())
          .run(ARGUMENTS, PATIENCE);
    } catch (ProviderException.RequestFailed e) {
      throw failed(e.text());
    }
  }

  private static ProviderException failed(String reason) {
    return new ProviderException.Authentication(
        "The Azure CLI gives no token: " + reason + ". Sign in with `az login`.");
  }

  /// The program's output contains the token and stays out of messages.
  private Token read(String output) {
    try {
      if (JsonText.parse(output) instanceof JsonObject json) {
        return json.text("accessToken")
            .map(text -> new Token(text, end(json).orElseGet(clock::instant)))
            .orElseThrow(() -> failed("its answer has none"));
      }
    } catch (JsonSyntaxException _) {
      // Reported below.
    }
    throw failed("its answer is no JSON object");
  }

  /// Versions before 2.54 output only the local time.
  private static Optional<Instant> end(JsonObject json) {
    return switch (json.get("expires_on")) {
      case JsonNumber seconds -> Optional.of(Instant.ofEpochSecond((long) seconds.doubleValue()));
      case JsonString(String seconds) when seconds.matches("[0-9]{1,12}") ->
          Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)));
      case null, default -> json.text("expiresOn").flatMap(AzureCli::localTime);
    };
  }

  private static Optional<Instant> localTime(String text) {
    try {
      return Optional.of(
          LocalDateTime.parse(text.replace(' ', 'T')).atZone(ZoneId.systemDefault()).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
