package dev.gander.adapters.http.news;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Query;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.news.FollowNews.Watch;
import dev.gander.application.api.news.NewsPosition;
import dev.gander.application.api.news.NewsTopic;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.AskedQuestion;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One stream for a page: all that it watches.
public final class NewsRoutes {
  private static final Pattern SESSION = Pattern.compile("([^@,]{1,100})(?:@(\\d{1,18}))?");

  private final UseCases.Turns use;
  private final Function<AskedQuestion, JsonObject> question;

  /// @param question the form of an open question
  public NewsRoutes(UseCases.Turns use, Function<AskedQuestion, JsonObject> question) {
    this.use = use;
    this.question = question;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("follow_news", "/gander/v1/events", this::follow),
        Route.get("get_news_position", "/gander/v1/events/position", this::position));
  }

  private Answer position(Call call) {
    return Answer.json(JsonObject.of("position", Json.of(use.news().position().text())))
        .with("cache-control", "no-store");
  }

  private Answer follow(Call call) throws InterruptedException {
    Query query = call.query();
    Optional<String> after =
        call.header("last-event-id")
            .filter(id -> !id.isEmpty())
            .or(() -> query.optionalText("after"));
    Watch watch =
        new Watch(
            query.optionalText("sessions").map(NewsRoutes::sessions).orElse(Map.of()),
            query
                .optionalText("topics")
                .map(NewsRoutes::topics)
                .orElse(EnumSet.allOf(NewsTopic.class)),
            after.map(NewsRoutes::read).orElse(null));
    return new Answer.Events(new NewsStream(use.news().follow(watch), question));
  }

  private static NewsPosition read(String text) {
    return NewsPosition.parse(text)
        .orElseThrow(() -> new Refusal(400, "after must be a position of an earlier answer"));
  }

  private static Map<SessionId, OptionalLong> sessions(String text) {
    Map<SessionId, OptionalLong> sessions = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      Matcher session = SESSION.matcher(part);
      if (!session.matches()) {
        throw new Refusal(400, "sessions are ids, each with @ and the `after` of its messages");
      }
      String place = session.group(2);
      sessions.put(
          new SessionId(session.group(1)),
          place == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(place)));
    }
    return sessions;
  }

  private static Set<NewsTopic> topics(String text) {
    Set<NewsTopic> topics = EnumSet.noneOf(NewsTopic.class);
    for (String word : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      topics.add(
          NewsTopic.parse(word)
              .orElseThrow(
                  () -> new Refusal(400, "topics are sessions, approvals and runs, not " + word)));
    }
    return topics;
  }
}
