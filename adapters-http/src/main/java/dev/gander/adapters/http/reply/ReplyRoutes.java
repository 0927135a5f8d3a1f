package dev.gander.adapters.http.reply;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.SessionBusy;
import dev.gander.domain.turn.TurnRequest;
import dev.gander.domain.turn.UnknownQuestion;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Both streaming models: `/reply` answers on its own connection, `/sessions/{id}/reply` on the
/// event stream of the session.
public final class ReplyRoutes {
  /// With or without hyphens, braces or `urn:uuid:`.
  private static final Pattern UUID =
      Pattern.compile(
          "(urn:uuid:)?(H{8}-H{4}-H{4}-H{4}-H{12})|\\{H{8}-H{4}-H{4}-H{4}-H{12}}|H{32}"
              .replace("H", "[0-9a-fA-F]"));

  private final UseCases.Turns use;

  public ReplyRoutes(UseCases.Turns use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("reply", "/reply", this::reply).withMebibytes(50),
        Route.post("session_reply", "/sessions/{id}/reply", this::sessionReply).withMebibytes(50),
        Route.get("session_events", "/sessions/{id}/events", this::events),
        Route.post("session_cancel", "/sessions/{id}/cancel", this::cancel),
        Route.post("confirm_tool_action", "/action-required/tool-confirmation", this::confirm));
  }

  private Answer reply(Call call) {
    TurnRequest command = call.body(ReplyRoutes::replyCommand);
    // A stream has no other status than 200.
    use.start().requireOpen(command);
    return new Answer.Events(new TurnFeed(use.start(), command));
  }

  private static TurnRequest replyCommand(JsonFields fields) {
    SessionId session = new SessionId(fields.text("session_id"));
    fields.optionalText("recipe_name");
    fields.optionalText("recipe_version");
    return command(session, fields);
  }

  private static TurnRequest command(SessionId session, JsonFields fields) {
    return new TurnRequest(
        session,
        fields.required("user_message", ReplyRoutes::message),
        fields.<@Nullable List<Message>>optional(
            "override_conversation", JsonFields.listOf(ReplyRoutes::message)));
  }

  private static Message message(Json json) {
    return MessageJson.read(json, MessageJson.Reading.STRICT);
  }

  private record SessionReply(String requestId, TurnRequest command) {}

  private Answer sessionReply(Call call) throws InterruptedException {
    SessionReply request =
        call.body(
            fields -> new SessionReply(fields.text("request_id"), command(call.session(), fields)));
    if (!UUID.matcher(request.requestId()).matches()) {
      throw new Refusal(400, "request_id must be a valid UUID");
    }
    start(request);
    return Answer.json(JsonObject.of("request_id", Json.of(request.requestId())));
  }

  private void start(SessionReply request) throws InterruptedException {
    try {
      use.start().start(request.requestId(), request.command(), Admission.REFUSE);
    } catch (SessionNotFound e) {
      throw new Refusal(404, "Session " + request.command().sessionId() + " not found", e);
    } catch (UnknownQuestion e) {
      throw new Refusal(404, "Failed to submit elicitation response: " + e.text(), e);
    } catch (SessionBusy e) {
      throw new Refusal(400, "Session already has an active request. Cancel it first.", e);
    }
  }

  private Answer events(Call call) {
    return new Answer.Events(
        new SubscriptionFeed(use.follow().follow(call.session(), EventNumber.last(call))));
  }

  private Answer cancel(Call call) {
    String requestId = call.body(fields -> fields.text("request_id"));
    use.cancel().cancel(call.session(), requestId);
    return Answer.empty();
  }

  private record Confirmation(SessionId session, String id, ConfirmationAction action) {
    static Confirmation read(JsonFields fields) {
      fields.orElse("principalType", Confirmation::principal, "Tool");
      return new Confirmation(
          new SessionId(fields.text("sessionId")),
          fields.text("id"),
          fields.required("action", ConfirmationAction::read));
    }

    private static String principal(Json value) {
      String type = JsonFields.asWord(value);
      if (!type.equals("Tool") && !type.equals("Extension")) {
        throw new InvalidShape("unknown variant `" + type + "`, expected `Extension` or `Tool`");
      }
      return type;
    }
  }

  private Answer confirm(Call call) {
    Confirmation answer = call.body(Confirmation::read);
    use.confirm().confirm(answer.session(), answer.id(), answer.action());
    return Answer.json(JsonObject.EMPTY);
  }
}
