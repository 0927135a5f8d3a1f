package dev.gander.adapters.http.session;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.EntityTag;
import dev.gander.adapters.http.call.Query;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.session.BrowseSessions;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.session.MessagePage;
import dev.gander.domain.session.MessageRange;
import dev.gander.domain.session.SessionJson;
import dev.gander.domain.session.SessionPlace;
import dev.gander.domain.session.SessionType;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Sessions and messages page by page, for long lists and long sessions; goosed has nothing like
/// it. A client that asks again with `If-None-Match` gets only what has changed.
public final class SessionPageRoutes {
  private static final long USUAL_MESSAGES = 50;

  private final UseCases.Sessions use;

  public SessionPageRoutes(UseCases.Sessions use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("browse_sessions", "/gander/v1/sessions", this::sessions),
        Route.get("read_messages", "/gander/v1/sessions/{session_id}/messages", this::messages));
  }

  private Answer sessions(Call call) {
    Query query = call.query();
    BrowseSessions.Filter filter =
        new BrowseSessions.Filter(
            query.optionalText("type").map(SessionPageRoutes::types).orElse(SessionType.LISTED),
            query.optionalText("working_dir").orElse(null),
            query.optionalText("query").orElse(""));
    SessionPlace after = query.optionalText("after").map(SessionPageRoutes::place).orElse(null);
    long limit = query.optionalUnsigned("limit").orElse(BrowseSessions.PAGE);
    return EntityTag.on(Answer.json(write(use.browse().page(filter, after, limit))), call);
  }

  private static Set<SessionType> types(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(SessionPageRoutes::type)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static SessionType type(String text) {
    return SessionType.parse(text)
        .orElseThrow(() -> new Refusal(400, "There are no sessions of type " + text));
  }

  private static SessionPlace place(String text) {
    return SessionPlace.parse(text)
        .orElseThrow(() -> new Refusal(400, "after is not what an earlier page said"));
  }

  private static Json write(BrowseSessions.Page page) {
    return JsonObject.builder()
        .put("sessions", JsonArray.of(page.sessions(), SessionJson::write))
        .putOrNull("after", page.last() == null ? null : page.last().text())
        .build();
  }

  private Answer messages(Call call) {
    MessageRange range = range(call.query());
    long limit = call.query().optionalUnsigned("limit").orElse(USUAL_MESSAGES);
    return EntityTag.on(
        Answer.json(write(use.messages().page(call.session(), range, limit))), call);
  }

  private static MessageRange range(Query query) {
    OptionalLong before = query.optionalUnsigned("before");
    OptionalLong after = query.optionalUnsigned("after");
    if (before.isPresent() && after.isPresent()) {
      throw new Refusal(400, "Give before or after, not both");
    }
    if (before.isPresent()) {
      return new MessageRange.Before(before.getAsLong());
    }
    return after.isPresent()
        ? new MessageRange.After(after.getAsLong())
        : new MessageRange.Newest();
  }

  private static Json write(MessagePage page) {
    return JsonObject.builder()
        .put("messages", JsonArray.of(page.messages(), MessageJson::write))
        .putOrNull("before", page.before())
        .put("after", page.after())
        .build();
  }
}
