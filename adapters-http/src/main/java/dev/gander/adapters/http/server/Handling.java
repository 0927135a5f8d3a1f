package dev.gander.adapters.http.server;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.RequestSource;
import dev.gander.application.api.access.RecordRequest;
import dev.gander.domain.access.Caller;
import org.jspecify.annotations.Nullable;

/// What is known of a request while it is handled. For its own thread.
final class Handling {
  private final RequestSource source;
  private Caller caller = Caller.SERVER;
  private @Nullable String who;
  private String operation = "-";
  private @Nullable Call call;
  private int status = 500;

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

  void asks(String known) {
    operation = known;
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
    if (who != null) {
      String about = call == null ? null : call.aboutSession().orElse(null);
      gate.record(
          new RecordRequest.Request(
              who, source.address(), operation, about, Integer.toString(status)));
    }
  }
}
