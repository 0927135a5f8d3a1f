package dev.gander.adapters.http.operating;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.operating.AdjustLog;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.observe.LogLevel;
import dev.gander.domain.session.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Measures, the servers that work together, and levels of the log.
public final class OperatingRoutes {
  private static final String LOG = "/gander/v1/log";

  private static final String NODE = "/gander/v1/sessions/{session_id}/node";

  private final UseCases.Operating use;

  public OperatingRoutes(UseCases.Operating use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("read_metrics", "/gander/v1/metrics", this::metrics),
        Route.get(
            "list_nodes", "/gander/v1/nodes", _ -> Answer.json(NodeJson.write(use.nodes().list()))),
        Route.get("get_session_node", NODE, call -> place(call.session())),
        Route.put("set_session_node", NODE, this::choose),
        Route.get("get_log_levels", LOG, _ -> levels()),
        Route.put("set_log_level", LOG, this::setLevel));
  }

  private Answer place(SessionId session) {
    return Answer.json(NodeJson.write(session, use.places().find(session)));
  }

  private Answer choose(Call call) {
    NodeLabels labels = call.body(fields -> fields.required("labels", NodeLabels::read));
    use.places().choose(call.session(), labels);
    return place(call.session());
  }

  private Answer metrics(Call call) {
    return use.measures()
        .read(call.header("Accept").orElse(""))
        .map(found -> Answer.bytes(found.type(), found.text().getBytes(StandardCharsets.UTF_8)))
        .orElseGet(() -> Answer.error(404, "Nothing is measured; start with GANDER_METRICS=on"));
  }

  private Answer levels() {
    JsonObject.Builder levels = JsonObject.builder();
    Map<String, LogLevel> sorted = new TreeMap<>(use.log().levels());
    sorted.forEach((part, level) -> levels.put(part, Json.of(level.wire())));
    return Answer.json(JsonObject.of("levels", levels.build()));
  }

  private record Change(String part, String level) {
    static Change read(JsonFields fields) {
      String part = fields.optionalText("part");
      return new Change(part == null ? AdjustLog.OWN : part, fields.text("level"));
    }
  }

  private Answer setLevel(Call call) {
    Change change = call.body(Change::read);
    try {
      use.log().adjust(change.part(), change.level());
    } catch (InvalidInput e) {
      return Answer.error(400, e.text());
    }
    return levels();
  }
}
