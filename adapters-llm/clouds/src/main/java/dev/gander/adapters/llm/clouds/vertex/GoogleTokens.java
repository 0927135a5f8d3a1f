package dev.gander.adapters.llm.clouds.vertex;

import dev.gander.domain.json.JsonObject;
import dev.gander.oauth.BearerTokens;
import dev.gander.oauth.TokenJson;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Tokens of the application default credentials, kept until shortly before they expire. When one
/// is refused the credentials are read again, once per request. Any thread.
final class GoogleTokens implements BearerTokens {
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final ApplicationDefault credentials;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable TokenSource source;
  private JsonObject kept = JsonObject.EMPTY;

  GoogleTokens(ApplicationDefault credentials, Clock clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  @Override
  public String token() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      return TokenJson.holds(kept, clock.instant().plus(MARGIN)) ? access() : renewed();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String insteadOf(String refused) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!access().equals(refused)) {
        return access();
      }
      source = null;
      return renewed();
    } finally {
      lock.unlock();
    }
  }

  private String renewed() throws InterruptedException {
    TokenSource known = source == null ? credentials.find() : source;
    source = known;
    kept = TokenJson.after(JsonObject.EMPTY, known.ask(), clock.instant());
    return access();
  }

  private String access() {
    return kept.text("access_token").orElse("");
  }
}
