package dev.gander.adapters.llm.programs.claude;

import dev.gander.adapters.llm.programs.ProgramAnswer;
import dev.gander.adapters.llm.programs.ProgramPool;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.adapters.llm.programs.installed.JsonProgram;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.log.RequestLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Uses Claude Code. Its program keeps the conversation and runs on between two messages; when the
/// conversation, the folder, the mode, the extensions or the system prompt differ from those it
/// knows, another one is started and given the earlier messages.
final class ClaudeCodeProvider implements Provider {
  private final InstalledProgram program;
  private final ClientEnvironment environment;
  private final Duration timeToStart;
  private final RequestLog log;
  private final ProgramPool<ClaudeSession> pool = new ProgramPool<>();

  ClaudeCodeProvider(
      InstalledProgram program,
      ClientEnvironment environment,
      Duration timeToStart,
      RequestLog log) {
    this.program = program;
    this.environment = environment;
    this.timeToStart = timeToStart;
    this.log = log;
  }

  @Override
  public String name() {
    return ClaudeCodeProviderFactory.NAME;
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before Claude Code was asked");
    }
    ClaudeLaunch launch = ClaudeLaunch.of(request, program);
    boolean aside = request.workContext() == null;
    ClaudeSession session =
        (aside
                ? Optional.<ClaudeSession>empty()
                : pool.take(kept -> kept.fits(launch, request.messages())))
            .orElseGet(() -> ClaudeSession.start(program, launch, request.model().modelName()));
    return answer(session, request, aside ? session::end : () -> pool.giveBack(session)).begun();
  }

  private ProgramAnswer answer(ClaudeSession session, ProviderRequest request, Runnable whenOver) {
    boolean asked = false;
    try {
      JsonObject question = session.ask(request);
      ProgramAnswer answer =
          new ProgramAnswer(
              session.program(),
              new ClaudeReading(session.program(), request, environment),
              log.start(request.model(), JsonText.bytes(question)),
              whenOver);
      asked = true;
      return answer;
    } finally {
      if (!asked) {
        session.program().close();
      }
    }
  }

  /// The models in its menu; no model is called.
  @Override
  public List<String> models() throws InterruptedException {
    try (JsonProgram running =
        program.start(ClaudeLaunch.SPEAKING_JSON, program.folderOf(name()), List.of())) {
      running.send(ControlRequest.initialize(0));
      Optional<JsonObject> line = running.next(timeToStart);
      while (line.isPresent()) {
        Optional<List<String>> models = ControlRequest.models(line.get());
        if (models.isPresent()) {
          return models.get();
        }
        line = running.next(timeToStart);
      }
      ProviderException failure = running.ended();
      throw failure;
    }
  }

  @Override
  public boolean managesOwnContext() {
    return true;
  }

  @Override
  public boolean isAgent() {
    return true;
  }

  @Override
  public void close() {
    pool.close();
  }
}
