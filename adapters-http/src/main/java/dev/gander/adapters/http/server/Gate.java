package dev.gander.adapters.http.server;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Query;
import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.application.api.access.Identification;
import dev.gander.application.api.access.RecordRequest;
import dev.gander.domain.access.Caller;
import dev.gander.domain.access.KeyId;
import io.helidon.http.Headers;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Who may come in. The server's own key is compared first, so that nothing is looked up for it.
public final class Gate {
  private static final long CHECK = Duration.ofSeconds(1).toNanos();

  private final SecretKey own;
  private final NamedKeys named;

  public Gate(SecretKey own, NamedKeys named) {
    this.own = own;
    this.named = named;
  }

  /// What became of a visitor.
  sealed interface Entry {
    /// Nobody needs a key here.
    record Open() implements Entry {}

    record Admitted(Caller caller) implements Entry {}

    /// @param who the id of the key; `-` if it is not known
    record Refused(String who, Answer.Whole answer) implements Entry {}
  }

  Entry enter(String path, Headers headers, Query query) {
    if (SecretKey.isOpen(path)) {
      return new Entry.Open();
    }
    List<String> given = SecretKey.given(path, headers, query);
    return given.stream().anyMatch(own::matches) ? new Entry.Admitted(Caller.SERVER) : named(given);
  }

  private Entry named(List<String> given) {
    for (String text : given) {
      switch (named.identify().apply(text.strip())) {
        case Identification.Known(Caller caller) -> {
          return new Entry.Admitted(caller);
        }
        case Identification.TooOften(Caller caller, Duration pause) -> {
          return new Entry.Refused(caller.key().value(), tooOften(pause));
        }
        case Identification.Stranger _ -> {}
      }
    }
    return new Entry.Refused("-", Answer.error(401, "Unauthorized"));
  }

  private static Answer.Whole tooOften(Duration pause) {
    long seconds = pause.plusSeconds(1).minusNanos(1).toSeconds();
    return Answer.error(429, "This key asks too often; it may ask again in " + seconds + " s")
        .with("retry-after", Long.toString(seconds));
  }

  /// Whether the key may go on with what it has begun; looks once a second at most.
  BooleanSupplier validity(Caller caller) {
    return caller.key().equals(KeyId.SERVER) ? () -> true : new Validity(caller.key());
  }

  private final class Validity implements BooleanSupplier {
    private final KeyId key;
    private long looked = System.nanoTime();
    private boolean valid = true;

    Validity(KeyId key) {
      this.key = key;
    }

    @Override
    public synchronized boolean getAsBoolean() {
      long now = System.nanoTime();
      if (valid && now - looked >= CHECK) {
        looked = now;
        valid = named.isValid().test(key);
      }
      return valid;
    }
  }

  /// The same answer; if it is a stream, one that ends soon after the key.
  Answer whileValid(Answer answer, Caller caller) {
    return answer instanceof Answer.Events(EventFeed feed, var headers)
            && !caller.key().equals(KeyId.SERVER)
        ? new Answer.Events(new FeedWhileValid(feed, validity(caller)), headers)
        : answer;
  }

  void record(RecordRequest.Request request) {
    named.audit().accept(request);
  }
}
