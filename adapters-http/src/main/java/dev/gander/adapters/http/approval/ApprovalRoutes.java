package dev.gander.adapters.http.approval;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.EntityTag;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.approval.ListApprovals.Approval;
import dev.gander.application.api.approval.ListApprovals.Page;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.QuestionPlace;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Questions of all sessions: what waits for a person, and the answers.
public final class ApprovalRoutes {
  private static final int USUAL = 100;
  private static final int MOST = 1000;
  private static final Pattern PLACE = Pattern.compile("(\\d{1,15})_(.{1,200})");

  /// The replies to an extension; `cancel` is an answer about a call, too.
  private static final Set<String> REPLIES = Set.of("accept", "decline");

  private final UseCases.Approvals use;

  public ApprovalRoutes(UseCases.Approvals use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("list_approvals", "/gander/v1/approvals", this::list),
        Route.get("approval_events", "/gander/v1/approvals/events", this::events),
        Route.get("get_approval", "/gander/v1/approvals/{id}", this::get),
        Route.post("answer_approval", "/gander/v1/approvals/{id}", this::answer));
  }

  private Answer list(Call call) {
    long limit = call.query().optionalUnsigned("limit").orElse(USUAL);
    if (limit < 1 || limit > MOST) {
      throw new Refusal(400, "limit must be between 1 and " + MOST);
    }
    Page page = use.list().list(after(call), Math.toIntExact(limit));
    return EntityTag.on(
        Answer.json(
            JsonObject.builder()
                .put("approvals", JsonArray.of(page.approvals(), this::write))
                .putOrNull("next", next(page))
                .build()),
        call);
  }

  /// The form of an open question.
  public JsonObject write(AskedQuestion question) {
    return write(use.list().named(question));
  }

  private JsonObject write(Approval approval) {
    return ApprovalJson.write(approval, use.list().zone());
  }

  private static @Nullable QuestionPlace after(Call call) {
    String text = call.query().optionalText("after").orElse(null);
    if (text == null) {
      return null;
    }
    Matcher place = PLACE.matcher(text);
    if (!place.matches()) {
      throw new Refusal(400, "after must be the `next` of an earlier page");
    }
    return new QuestionPlace(Instant.ofEpochMilli(Long.parseLong(place.group(1))), place.group(2));
  }

  private static @Nullable String next(Page page) {
    if (!page.more()) {
      return null;
    }
    QuestionPlace last = page.approvals().getLast().question().place();
    return last.since().toEpochMilli() + "_" + last.id();
  }

  private Answer get(Call call) {
    return Answer.json(write(use.list().get(call.path("id"))));
  }

  /// @param decision null for what only extensions are told
  private record Reply(
      String action, @Nullable ConfirmationAction decision, @Nullable Json content) {
    static Reply read(JsonFields fields) {
      String action = fields.only("action", "content").required("action", JsonFields::asWord);
      return new Reply(
          action,
          REPLIES.contains(action) ? null : fields.required("action", ConfirmationAction::read),
          action.equals("accept") ? fields.object().get("content") : null);
    }
  }

  private Answer answer(Call call) throws InterruptedException {
    Reply reply = call.body(Reply::read);
    String id = call.path("id");
    ConfirmationAction decision = reply.decision();
    boolean isForExtension =
        decision == null
            || (decision == ConfirmationAction.CANCEL
                && use.list().get(id).question().isOfExtension());
    if (isForExtension) {
      use.answer().reply(id, new Elicited(reply.action(), reply.content()));
    } else {
      use.answer().confirm(id, Objects.requireNonNull(decision));
    }
    return Answer.json(JsonObject.builder().put("id", id).put("action", reply.action()).build());
  }

  private Answer events(Call call) {
    return new Answer.Events(new ApprovalEvents(use.follow().follow(), this::write));
  }
}
