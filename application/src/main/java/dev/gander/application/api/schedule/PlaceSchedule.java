package dev.gander.application.api.schedule;

import dev.gander.application.schedule.Schedules;
import dev.gander.application.turn.TurnPlaces;
import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.cluster.ClusterNodes;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleNotFound;
import dev.gander.domain.schedule.ScheduledJob;
import java.util.List;

/// Tells which servers can run a job, and chooses among them by their labels.
public final class PlaceSchedule {
  private final Schedules schedules;
  private final TurnPlaces places;
  private final ClusterNodes nodes;

  public PlaceSchedule(Schedules schedules, TurnPlaces places, ClusterNodes nodes) {
    this.schedules = schedules;
    this.places = places;
    this.nodes = nodes;
  }

  /// Where a job may run.
  ///
  /// @param labels that its server has to have
  /// @param fitting the servers that are alive, have these labels, and see its folder if it has one
  public record JobPlace(NodeLabels labels, List<ClusterNode> fitting) {
    public JobPlace {
      fitting = List.copyOf(fitting);
    }
  }

  /// Asks the servers for the folder of a job that has one, for some seconds at most.
  ///
  /// @throws ScheduleNotFound for an unknown id
  public JobPlace find(JobId id) {
    ScheduledJob job = schedules.get(id);
    List<ClusterNode> fitting = places.areHereOnly() ? nodes.list() : places.having(job.needs());
    return new JobPlace(job.labels(), fitting);
  }

  /// From the next run on, only servers with all of these labels run it.
  ///
  /// @param labels replace those that it has; none for any server
  /// @throws ScheduleNotFound for an unknown id
  /// @throws dev.gander.domain.error.Conflict if this server is the only one
  public void choose(JobId id, NodeLabels labels) {
    schedules.get(id);
    places.requireOthers();
    schedules.label(id, labels);
  }
}
