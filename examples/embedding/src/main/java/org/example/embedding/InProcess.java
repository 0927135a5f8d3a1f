package org.example.embedding;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.agent.StartAgent;
import dev.gander.application.api.turn.OwnedTurn;
import dev.gander.bootstrap.Gander;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnNews;
import dev.gander.domain.turn.TurnRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The same without a server: calls the use cases in this process, without HTTP.
public final class InProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final UseCases use;

  private InProcess(UseCases use) {
    this.use = use;
  }

  /// @param arguments the words of the prompt
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("in-process");
    try (Gander gander = Gander.builder().home(folder).model("scripted", "scripted").open()) {
      InProcess program = new InProcess(gander.useCases());
      System.out.println(program.ask(folder, String.join(" ", arguments)));
    }
  }

  private String ask(Path folder, String text) throws InterruptedException {
    SessionId session =
        use.agents()
            .start()
            .start(new StartAgent.Request(folder.toString(), null, null, null, List.of()))
            .id();
    use.agents().resume().resume(session, true);
    Message message =
        Message.user(
            UUID.randomUUID().toString(),
            Instant.now().getEpochSecond(),
            new Content.Text(text));
    TurnRequest request = new TurnRequest(session, message, null);
    // Closing the turn early ends it.
    try (OwnedTurn turn = use.turns().start().own(request, Admission.QUEUE)) {
      return answer(turn);
    }
  }

  private static String answer(OwnedTurn turn) throws InterruptedException {
    StringBuilder answer = new StringBuilder();
    while (true) {
      switch (turn.next(PATIENCE)) {
        case TurnNews.Told(TurnEvent.MessageArrived(Message message, var _)) ->
            answer.append(message.text());
        case TurnNews.Told(TurnEvent.Failed(var _, String reason)) ->
            throw new IllegalStateException(reason);
        case TurnNews.Over _ -> {
          return answer.toString();
        }
        case TurnNews _ -> {}
      }
    }
  }
}
