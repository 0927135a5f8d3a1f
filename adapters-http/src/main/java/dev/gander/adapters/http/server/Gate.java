package dev.gander.adapters.http.server;

import dev.gander.adapters.http.access.BrowserSignIns;
import dev.gander.adapters.http.access.TicketCookie;
import dev.gander.adapters.http.access.WrongKeys;
import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Query;
import dev.gander.adapters.http.call.RequestSource;
import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.application.api.access.Identification;
import dev.gander.application.api.access.RecordRequest;
import dev.gander.domain.access.Caller;
import dev.gander.domain.access.KeyId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Who may come in. The server's own key is compared first, so that nothing is looked up for it.
public final class Gate {
  private static final long CHECK = Duration.ofSeconds(1).toNanos();

  private final SecretKey own;
  private final NamedKeys named;
  private final BrowserSignIns signIns;

  public Gate(SecretKey own, NamedKeys named, BrowserSignIns signIns) {
    this.own = own;
    this.named = named;
    this.signIns = signIns;
  }

  /// What became of a visitor.
  sealed interface Entry {
    /// Nobody needs a key here.
    record Open() implements Entry {}

    record Admitted(Caller caller) implements Entry {}

    /// @param who the id of the key; `-` if it is not known
    /// @param isGuess whether there was a key, and a wrong one
    record Refused(String who, Answer.Whole answer, boolean isGuess) implements Entry {}
  }

  Entry enter(
      RequestSource source,
      String method,
      String path,
      Function<String, Optional<String>> headers,
      Query query) {
    if (SecretKey.isOpen(method, path)) {
      return new Entry.Open();
    }
    List<String> given = SecretKey.given(path, headers, query);
    if (given.isEmpty()) {
      return enter(ticketed(source, method, headers));
    }
    return signIns.wrong().areTooMany(source.address()) ? enterAmongMany(given) : enter(given);
  }

  /// While someone tries keys side by side: what cannot be found by trying counts all the same.
  private Entry enterAmongMany(List<String> given) {
    Entry entry = own.isGuessable() ? named(given) : enter(given);
    return entry instanceof Entry.Refused refused && refused.isGuess()
        ? new Entry.Refused(
            "-", Answer.error(429, WrongKeys.TOO_MANY).with("retry-after", "5"), false)
        : entry;
  }

  /// The key for which a browser has a ticket.
  private List<String> ticketed(
      RequestSource source, String method, Function<String, Optional<String>> headers) {
    return TicketCookie.ticket(method, headers, source.authority())
        .flatMap(signIns.tickets()::key)
        .stream()
        .toList();
  }

  private Entry enter(List<String> given) {
    return given.stream().anyMatch(own::matches) ? new Entry.Admitted(Caller.SERVER) : named(given);
  }

  /// Returns when a refusal may be told.
  void hold(Entry.Refused refused, RequestSource source) throws InterruptedException {
    if (refused.isGuess()) {
      signIns.wrong().add(source.address());
    }
  }

  private Entry named(List<String> given) {
    for (String text : given) {
      switch (named.identify().apply(text.strip())) {
        case Identification.Known(Caller caller) -> {
          return new Entry.Admitted(caller);
        }
        case Identification.TooOften(Caller caller, Duration pause) -> {
          return new Entry.Refused(caller.key().value(), tooOften(pause), false);
        }
        case Identification.Stranger _ -> {}
      }
    }
    return new Entry.Refused("-", Answer.error(401, "Unauthorized"), !given.isEmpty());
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
