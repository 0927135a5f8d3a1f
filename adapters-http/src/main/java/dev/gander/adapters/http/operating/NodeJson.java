package dev.gander.adapters.http.operating;

import dev.gander.application.api.schedule.PlaceSchedule;
import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.cluster.FittingNodes;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.session.SessionId;
import java.util.List;

/// Servers as clients see them.
public final class NodeJson {
  private NodeJson() {}

  static JsonObject write(List<ClusterNode> nodes) {
    return JsonObject.of("nodes", new JsonArray(nodes.stream().map(NodeJson::write).toList()));
  }

  static JsonObject write(SessionId session, FittingNodes place) {
    return JsonObject.builder()
        .put("session_id", session.value())
        .put("labels", new NodeLabels(place.labels()).toJson())
        .putOrNull("last_node", place.last())
        .putAll(write(place.fitting()))
        .build();
  }

  /// The servers that can run a job.
  public static JsonObject write(JobId job, PlaceSchedule.JobPlace place) {
    return JsonObject.builder()
        .put("schedule_id", job.text())
        .put("labels", place.labels().toJson())
        .putAll(write(place.fitting()))
        .build();
  }

  private static Json write(ClusterNode node) {
    return JsonObject.builder()
        .put("id", node.id())
        .put("name", node.description().name())
        .put("version", node.description().version())
        .put("labels", new JsonArray(node.labels().stream().map(Json::of).toList()))
        .put("started", node.started().toString())
        .put("seen", node.seen().toString())
        .put("alive", Json.of(node.isAlive()))
        .put("draining", Json.of(node.isDraining()))
        .build();
  }
}
