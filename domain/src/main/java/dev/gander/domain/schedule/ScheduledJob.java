package dev.gander.domain.schedule;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.node.NodeNeeds;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A recipe that runs by the clock, as it is stored in `schedule.json`.
///
/// @param source the file of the recipe
/// @param cron as it was written; may be wrong in a file that was edited by hand
/// @param lastRun when the timer last started it, or a run by hand last ended
/// @param activity of the run in progress; null while there is none
/// @param parameters values for the recipe's parameters; later ones win
/// @param recipeBaseDir the folder that the recipe's paths are relative to; null: that of its file
/// @param labels that the server of a run has to have
/// @param others members that this version does not know
public record ScheduledJob(
    JobId id,
    String source,
    String cron,
    @Nullable Instant lastRun,
    boolean paused,
    @Nullable Activity activity,
    List<Parameter> parameters,
    @Nullable String recipeBaseDir,
    NodeLabels labels,
    JsonObject others) {
  public ScheduledJob {
    parameters = List.copyOf(parameters);
  }

  /// A value for a parameter of the recipe.
  public record Parameter(String key, String value) {}

  /// A run in progress.
  ///
  /// @param since null if another program did not say
  /// @param session its session; null before it exists
  public record Activity(@Nullable Instant since, @Nullable String session) {}

  /// A job that has never run.
  public static ScheduledJob of(JobId id, String source, String cron) {
    return new ScheduledJob(
        id, source, cron, null, false, null, List.of(), null, NodeLabels.NONE, JsonObject.EMPTY);
  }

  /// What the server of a run has to have. The recipes of jobs are on all servers that know the
  /// jobs, so that the folder counts only where it is named.
  public NodeNeeds needs() {
    return NodeNeeds.of(labels, recipeBaseDir);
  }

  public boolean isRunning() {
    return activity != null;
  }

  /// Empty if the expression is not one.
  public Optional<CronExpression> expression() {
    try {
      return Optional.of(CronExpression.parse(cron));
    } catch (InvalidCron _) {
      return Optional.empty();
    }
  }

  public Map<String, String> parameterValues() {
    Map<String, String> values = new LinkedHashMap<>();
    parameters.forEach(parameter -> values.put(parameter.key(), parameter.value()));
    return values;
  }

  /// Whether this copy of the job was made before the run that the other one tells of.
  public boolean isOlderThan(ScheduledJob other) {
    return other.lastRun != null && (lastRun == null || lastRun.isBefore(other.lastRun));
  }

  /// @param folder that the recipe's paths start from; null for that of its file
  public ScheduledJob in(@Nullable String folder) {
    return new ScheduledJob(
        id, source, cron, lastRun, paused, activity, parameters, folder, labels, others);
  }

  /// @param file of its recipe
  public ScheduledJob from(String file) {
    return new ScheduledJob(
        id, file, cron, lastRun, paused, activity, parameters, recipeBaseDir, labels, others);
  }

  public ScheduledJob withCron(String changed) {
    return new ScheduledJob(
        id, source, changed, lastRun, paused, activity, parameters, recipeBaseDir, labels, others);
  }

  public ScheduledJob withLabels(NodeLabels changed) {
    return new ScheduledJob(
        id, source, cron, lastRun, paused, activity, parameters, recipeBaseDir, changed, others);
  }

  public ScheduledJob withPaused(boolean changed) {
    return new ScheduledJob(
        id, source, cron, lastRun, changed, activity, parameters, recipeBaseDir, labels, others);
  }

  public ScheduledJob withLastRun(Instant changed) {
    return new ScheduledJob(
        id, source, cron, changed, paused, activity, parameters, recipeBaseDir, labels, others);
  }

  public ScheduledJob withActivity(@Nullable Activity changed) {
    return new ScheduledJob(
        id, source, cron, lastRun, paused, changed, parameters, recipeBaseDir, labels, others);
  }
}
