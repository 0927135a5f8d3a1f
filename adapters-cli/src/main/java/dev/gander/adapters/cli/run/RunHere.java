package dev.gander.adapters.cli.run;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.run.RunEvent;
import dev.gander.application.api.run.RunSubscription;
import dev.gander.domain.access.Caller;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunJson;
import dev.gander.domain.run.RunRequestJson;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.SessionEvent;
import dev.gander.domain.turn.TurnEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs in this process. Nobody can be asked: what needs an approval is denied.
final class RunHere implements RunPlace {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final UseCases use;
  private final Consumer<String> notes;
  private @Nullable RunSubscription events;

  /// @param notes told of what is denied
  public RunHere(UseCases use, Consumer<String> notes) {
    this.use = use;
    this.notes = notes;
  }

  @Override
  public JsonObject recipe(Path file) {
    return JsonObject.of("file", Json.of(file.toAbsolutePath().toString()));
  }

  @Override
  public JsonObject start(JsonObject request, @Nullable String idempotencyKey)
      throws InterruptedException {
    Run run =
        use.runs()
            .start()
            .start(
                Caller.SERVER,
                RunRequestJson.read(new JsonFields(request)),
                idempotencyKey,
                Duration.ZERO);
    events = use.runs().follow().follow(Caller.SERVER, run.id(), 0);
    return RunJson.whole(run);
  }

  @Override
  public JsonObject next(JsonObject run) throws InterruptedException {
    RunSubscription following = events;
    if (following != null) {
      Optional<RunEvent> event = following.next(PATIENCE);
      event.ifPresent(it -> answer(it, run));
    }
    return RunJson.whole(use.runs().get().get(Caller.SERVER, id(run)));
  }

  private void answer(RunEvent event, JsonObject run) {
    if (event instanceof RunEvent.Happened(SessionEvent.Published(_, _, TurnEvent told))
        && told instanceof TurnEvent.MessageArrived(Message message, _)) {
      message.content().forEach(content -> answer(content, run));
    }
  }

  private void answer(Content content, JsonObject run) {
    if (content instanceof Content.ActionRequired(Action.ToolConfirmation asked)) {
      notes.accept(asked.toolName() + " needs an approval, and nobody is asked: denied");
      Run now = use.runs().get().get(Caller.SERVER, id(run));
      SessionId session = now.session();
      if (session != null) {
        use.turns().confirm().confirm(session, asked.id(), ConfirmationAction.DENY_ONCE);
      }
    }
  }

  private static RunId id(JsonObject run) {
    return new RunId(run.text("id").orElseThrow());
  }

  @Override
  public JsonObject cancel(JsonObject run) {
    return RunJson.whole(use.runs().cancel().cancel(Caller.SERVER, id(run)));
  }

  @Override
  public void close() {
    if (events != null) {
      events.close();
    }
  }
}
