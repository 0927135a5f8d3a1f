package dev.gander.application.schedule;

import dev.gander.application.agent.PlatformCalls;
import dev.gander.application.run.RunFailed;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.message.Message;
import dev.gander.domain.schedule.CronExpression;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunEnd;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.domain.schedule.ScheduledJob.Activity;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/// What `platform__manage_schedule` does for an agent, told in words for its model.
public final class ScheduleTool implements PlatformCalls {
  private static final long USUAL_LIMIT = 50;

  private final Schedules schedules;
  private final ScheduledRecipes recipes;
  private final SessionStore sessions;
  private final ConversationStore conversations;
  private final Clock clock;

  public ScheduleTool(
      Schedules schedules,
      ScheduledRecipes recipes,
      SessionStore sessions,
      ConversationStore conversations,
      Clock clock) {
    this.schedules = schedules;
    this.recipes = recipes;
    this.sessions = sessions;
    this.conversations = conversations;
    this.clock = clock;
  }

  @Override
  public ToolResult manageSchedule(Path folder, ToolCall call) throws InterruptedException {
    JsonFields given = new JsonFields(call.argumentsOrEmpty());
    return ToolResult.text(
        switch (given.text("action")) {
          case "list" -> list();
          case "create" -> create(folder, given);
          case "run_now" -> run(job(given));
          case "pause" -> {
            schedules.pause(job(given));
            yield "Paused " + job(given);
          }
          case "unpause" -> {
            schedules.unpause(job(given));
            yield "Unpaused " + job(given);
          }
          case "delete" -> {
            schedules.delete(job(given));
            yield "Deleted " + job(given);
          }
          case "kill" -> {
            schedules.kill(job(given));
            yield "Ended the run of " + job(given);
          }
          case "inspect" -> inspect(job(given));
          case "sessions" -> sessions(given);
          case "session_content" -> content(new SessionId(given.text("session_id")));
          case String other -> throw InvalidShape.unknownVariant(other);
        });
  }

  private static JobId job(JsonFields given) {
    return new JobId(given.text("job_id"));
  }

  private String list() {
    List<ScheduledJob> jobs = schedules.list();
    return jobs.isEmpty()
        ? "There are no scheduled jobs."
        : jobs.stream().map(ScheduleTool::line).collect(Collectors.joining("\n"));
  }

  private static String line(ScheduledJob job) {
    return "%s: %s, cron %s, %s, last run %s"
        .formatted(
            job.id(),
            job.source(),
            job.cron(),
            job.isRunning() ? "running" : job.paused() ? "paused" : "waiting",
            job.lastRun() == null ? "never" : job.lastRun());
  }

  /// The job gets a copy of the recipe, whose paths still start from the original's folder.
  private String create(Path workingDir, JsonFields given) {
    String cron = given.text("cron_expression");
    CronExpression.parse(cron);
    Path file = file(workingDir, given.text("recipe_path"));
    Path folder = Optional.ofNullable(file.getParent()).orElse(workingDir);
    String named = given.optionalText("job_id");
    JobId id =
        JobId.chosen(named == null ? "agent_created_" + clock.instant().getEpochSecond() : named);
    String text = recipes.text(file, folder);
    return "Created the job " + line(schedules.create(id, cron, text, folder.toString()));
  }

  private static Path file(Path workingDir, String path) {
    try {
      return workingDir.resolve(path);
    } catch (InvalidPathException e) {
      throw new InvalidInput("No file has the name of the recipe: " + e.getReason());
    }
  }

  private String run(JobId id) throws InterruptedException {
    try {
      return switch (schedules.runNow(id).get()) {
        case RunEnd.Done(SessionId session) -> "The run is over; its session is " + session;
        case RunEnd.Cancelled _ -> "Someone ended the run";
        case RunEnd.Failed(String reason) -> throw new RunFailed(reason);
      };
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run always ends in one of its ways", e);
    }
  }

  private String inspect(JobId id) {
    Optional<Activity> activity = schedules.activity(id);
    return activity
        .map(
            it ->
                "%s has been running since %s in session %s"
                    .formatted(id, it.since(), it.session() == null ? "(none yet)" : it.session()))
        .orElse(id + " is not running");
  }

  private String sessions(JsonFields given) {
    JobId id = job(given);
    Long limit = given.optional("limit", JsonFields::asUnsigned);
    List<Session> found = new JobSessions(sessions).of(id, limit == null ? USUAL_LIMIT : limit);
    return found.isEmpty()
        ? id + " has no sessions"
        : found.stream()
            .map(
                session ->
                    "%s: %s, %s, %d messages"
                        .formatted(
                            session.id(),
                            session.name().text(),
                            session.activity().createdAt(),
                            session.activity().messageCount()))
            .collect(Collectors.joining("\n"));
  }

  /// Of the sessions of jobs only: the others are their users' own.
  private String content(SessionId id) {
    Session session = sessions.get(id);
    if (session.type() != SessionType.SCHEDULED) {
      throw new InvalidInput("Session " + id + " is not one of a scheduled job");
    }
    return conversations.messages(id).stream()
        .map(ScheduleTool::said)
        .collect(Collectors.joining("\n\n"));
  }

  private static String said(Message message) {
    return message.role().name().toLowerCase(Locale.ROOT) + ": " + message.text();
  }
}
