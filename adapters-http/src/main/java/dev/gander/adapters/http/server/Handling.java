package dev.gander.adapters.http.server;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.RequestSource;
import dev.gander.application.api.access.RecordRequest;
import dev.gander.domain.access.Caller;
import dev.gander.domain.observe.Observer.Observed;
import dev.gander.domain.observe.Trail;
import dev.gander.domain.observe.Unobserved;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of a request while it is handled. For its own thread.
final class Handling {
  private final RequestSource source;
  private Caller caller = Caller.SERVER;
  private @Nullable String who;
  private String operation = "-";
  private @Nullable Call call;
  private int status = 500;
  private Observed observed = Unobserved.INSTANCE;

  Handling(RequestSource source) {
    this.source = source;
  }

  RequestSource source() {
    return source;
  }

  void refused(String visitor, String asked) {
    who = visitor;
    operation = asked;
  }

  void admitted(Caller admitted, String asked, Call made) {
    caller = admitted;
    who = admitted.key().value();
    operation = asked;
    call = made;
  }

  void asks(String known, Observed begun) {
    operation = known;
    observed = begun;
  }

  /// Where what is done for the request belongs.
  Trail trail() {
    return observed == Unobserved.INSTANCE ? Trail.current() : Trail.current().in(observed);
  }

  void end() {
    String outcome = Integer.toString(status);
    observed.end(outcome, status >= 500 ? Optional.of(outcome) : Optional.empty());
  }

  /// Nobody needs a key for it, or it looks at keys itself.
  void opened(Call made) {
    call = made;
  }

  /// The id of the operation; `-` if the request named none.
  String operation() {
    return operation;
  }

  /// Of the answer; 500 as long as there is none.
  int status() {
    return status;
  }

  Caller caller() {
    return caller;
  }

  /// Records the request, if it needed a key and named an operation.
  void record(Gate gate, Answer answer) {
    status = answer instanceof Answer.Whole whole ? whole.status() : 200;
    String visitor = who == null && call != null ? call.visitor().orElse(null) : who;
    if (visitor != null) {
      String about = call == null ? null : call.aboutSession().orElse(null);
      gate.record(
          new RecordRequest.Request(
              visitor, source.address(), operation, about, Integer.toString(status)));
    }
  }
}
