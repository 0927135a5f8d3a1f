package dev.gander.adapters.http.session;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.EntityTag;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionJson;
import dev.gander.domain.turn.RunningTurn;
import java.util.List;

/// What a page with one session needs besides its messages; goosed has it for its ACP clients only.
public final class OpenSessionRoutes {
  private static final String SESSION = "/gander/v1/sessions/{session_id}";

  private final UseCases.Sessions sessions;
  private final UseCases.Turns turns;

  public OpenSessionRoutes(UseCases.Sessions sessions, UseCases.Turns turns) {
    this.sessions = sessions;
    this.turns = turns;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("get_session_summary", SESSION, this::summary),
        Route.post("steer_session", SESSION + "/steer", this::steer).withMebibytes(50));
  }

  private Answer summary(Call call) {
    Session session = sessions.get().withoutMessages(call.session());
    return EntityTag.on(Answer.json(SessionJson.write(session)), call);
  }

  private Answer steer(Call call) {
    Message message =
        call.body(
            fields ->
                fields.required(
                    "user_message", json -> MessageJson.read(json, MessageJson.Reading.STRICT)));
    sessions.get().withoutMessages(call.session());
    RunningTurn turn =
        turns.steer().running(call.session()).orElseThrow(OpenSessionRoutes::nothingRuns);
    String id =
        turns
            .steer()
            .steer(call.session(), turn.requestId(), message.content())
            .orElseThrow(OpenSessionRoutes::nothingRuns);
    return Answer.json(
        JsonObject.builder()
            .put("request_id", Json.of(turn.requestId()))
            .put("message_id", Json.of(id))
            .build());
  }

  private static Refusal nothingRuns() {
    return new Refusal(409, "No turn is running in this session; send it as a new message");
  }
}
